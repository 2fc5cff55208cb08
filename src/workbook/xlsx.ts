import { strToU8, zipSync } from 'fflate';
import { addressOf, type Cell, type Look, type NumberFormat, type Worksheet } from './cells.ts';

const FORMATS: Record<NumberFormat, string> = {
  general: 'General',
  whole: '#,##0',
  tenths: '#,##0.0',
  cents: '#,##0.00',
  precise: '#,##0.0000',
  btc: '0.00000000',
  percent: '0.0%',
  usd: '$#,##0;-$#,##0',
  usdCents: '$#,##0.00;-$#,##0.00',
  day: 'yyyy-mm-dd',
};
const formatNames = Object.keys(FORMATS) as NumberFormat[];
/** Numbers below belong to the formats that every program brings. */
const FIRST_OWN_FORMAT = 164;

const FONTS: Record<Look, string> = {
  plain: '<sz val="11"/><name val="Calibri"/>',
  title: '<b/><sz val="14"/><name val="Calibri"/>',
  head: '<b/><sz val="11"/><name val="Calibri"/>',
  input: '<sz val="11"/><color rgb="FF0000FF"/><name val="Calibri"/>',
  note: '<sz val="11"/><color rgb="FF5F6368"/><name val="Calibri"/>',
};
const looks = Object.keys(FONTS) as Look[];

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const MOST_CHARACTERS = 32_767;
/** What a zip can say: the same cells are the same bytes. */
const EARLIEST = new Date(1980, 0, 1);

/**
 * An XLSX file. Ours, because the small writer that is kept up writes no cached values, and those that do weigh more than
 * the whole page: Ecma-376, as far as cells, formulas with their values, number formats and frozen panes go.
 */
export function xlsxOf(sheets: readonly Worksheet[]): Uint8Array<ArrayBuffer> {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles(),
  };
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(sheet);
  const files = Object.entries(parts).map(([path, xml]) => [path, strToU8(HEAD + xml)]);
  return zipSync(Object.fromEntries(files), { mtime: EARLIEST });
}

function contentTypes(sheets: readonly Worksheet[]): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    ...sheets.map((_, at) => part(`worksheets/sheet${at + 1}.xml`, 'worksheet')),
    '</Types>',
  ].join('');
}

const relations = (targets: readonly [type: string, target: string][]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const workbook = (sheets: readonly Worksheet[]): string =>
  `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets
    .map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets><calcPr fullCalcOnLoad="1"/></workbook>`;

/** Every format in every look, twice: a text that begins like a formula says that it is none, and stays one when edited. */
function styles(): string {
  const all = [0, 1].flatMap((quoted) =>
    looks.flatMap((_, font) =>
      formatNames.map((_, format) => {
        const fill = looks[font] === 'head' ? 2 : 0;
        const quote = quoted ? ' quotePrefix="1"' : '';
        return `<xf numFmtId="${FIRST_OWN_FORMAT + format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${quote}/>`;
      }),
    ),
  );
  const formats = formatNames.map(
    (name, at) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + at}" formatCode="${xmlText(FORMATS[name])}"/>`,
  );
  const fills = ['<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>', HEAD_FILL];
  return [
    `<styleSheet ${MAIN}>`,
    listed('numFmts', formats),
    listed(
      'fonts',
      looks.map((look) => `<font>${FONTS[look]}</font>`),
    ),
    listed(
      'fills',
      fills.map((fill) => `<fill>${fill}</fill>`),
    ),
    listed('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
    listed('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    listed('cellXfs', all),
    '</styleSheet>',
  ].join('');
}

const HEAD_FILL = '<patternFill patternType="solid"><fgColor rgb="FFE8EAED"/></patternFill>';

const listed = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

const styleOf = ({ look = 'plain', format = 'general' }: Cell, quoted: boolean): number =>
  ((quoted ? looks.length : 0) + looks.indexOf(look)) * formatNames.length + formatNames.indexOf(format);

function worksheet({ widths, rows, frozen }: Worksheet): string {
  const columns = widths.map((width, at) => {
    const column = at + 1;
    return `<col min="${column}" max="${column}" width="${width}" customWidth="1"/>`;
  });
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => cellXml({ cell, at: addressOf({ row, column }) }));
    return `<row r="${row + 1}">${written.join('')}</row>`;
  });
  const layout = columns.length > 0 ? `<cols>${columns.join('')}</cols>` : '';
  return `<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">${pane(frozen)}</sheetView></sheetViews>${layout}<sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function pane(frozen: Worksheet['frozen']): string {
  if (!frozen) return '';
  const { rows, columns } = frozen;
  const x = columns > 0 ? ` xSplit="${columns}"` : '';
  const topLeft = addressOf({ row: rows, column: columns });
  const active = columns > 0 ? 'bottomRight' : 'bottomLeft';
  return `<pane${x} ySplit="${rows}" topLeftCell="${topLeft}" activePane="${active}" state="frozen"/>`;
}

function cellXml({ cell, at }: { cell: Cell; at: string }): string {
  const { value, formula } = cell;
  if (value === undefined && formula === undefined) return '';
  const quoted = formula === undefined && typeof value === 'string' && /^[=+\-@\t\r]/.test(value);
  const start = `<c r="${at}" s="${styleOf(cell, quoted)}"`;
  if (formula !== undefined) {
    const kept = value === undefined ? '' : `<v>${xmlText(String(value))}</v>`;
    return `${start}${typeof value === 'string' ? ' t="str"' : ''}><f>${xmlText(formula)}</f>${kept}</c>`;
  }
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(value ?? '')}</t></is></c>`;
}

/** What XML cannot hold at all is left out. */
const xmlText = (text: string): string =>
  text
    .slice(0, MOST_CHARACTERS)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
