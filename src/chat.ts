/** What a chat adapter may use of Hashdesk: questions, answers, what goes wrong, and how replies are shown. */

export type { Bot, ChatAdapter, CommandSpec, Incoming, WebhookHead } from './chat/adapter.ts';
export {
  type AdapterKind,
  type AdapterMeans,
  adapterKind,
  type CheckMeans,
  type ConfiguredAdapter,
  type Finding,
  type Gateway,
  type HttpAddress,
  type OpenGateway,
} from './chat/adapterKind.ts';
export type { Parameter } from './chat/parameter.ts';
export type { Address, Grantee, Person } from './chat/people.ts';
export { pictureInTime, withPicture } from './chat/picture.ts';
export { keptKey, keptOwnership } from './chat/platform/keptThings.ts';
export { createLines, type Lines, type Repeat, type Turn, type Wait } from './chat/platform/lines.ts';
export { type MultipartForm, multipart } from './chat/platform/multipart.ts';
export { clip, pieces, visible } from './chat/platform/text.ts';
export { quote } from './chat/read/quote.ts';
export type {
  Action,
  Block,
  BlockOf,
  Figure,
  Form,
  FormField,
  Part,
  Picture,
  Reply,
  SourceLine,
  Step,
  Tone,
} from './chat/reply.ts';
export { figuresOf, inFull, isShareable, reply, textOf } from './chat/reply.ts';
export { formSchema, replySchema } from './chat/replySchema.ts';
export { showAge } from './chat/show/age.ts';
export { correctable, filledForm, formLine } from './chat/show/form.ts';
export { renderPlain } from './chat/show/plain.ts';
export { showSources } from './chat/show/sources.ts';
export { DeliveryError, UserError } from './common/errors.ts';
export type { Log } from './common/log.ts';
export * as variable from './common/variable.ts';
export type { KeyValue } from './storage/keyValue.ts';
