import { describe, expect, it, onTestFinished } from 'vitest';
import { checked, mute, nowhere } from '../../support/checks.ts';
import { telegramServer } from '../../support/telegram/server.ts';

async function standIn() {
  const telegram = await telegramServer();
  onTestFinished(telegram.close);
  const given = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.apiUrl };
  return {
    telegram,
    check: (more: Record<string, string> = {}, timeoutMs = 8_000) =>
      checked({ name: 'telegram', env: { ...given, ...more }, timeoutMs }),
    /** Somebody has set a webhook. */
    sends: (url: string) => telegram.updates.setWebhook({ url, secret: 's'.repeat(16), kinds: [] }),
  };
}

const WEBHOOK = { PUBLIC_URL: 'https://desk.example.com/', TELEGRAM_WEBHOOK_SECRET: 'w'.repeat(32) };
const FINE = 'fine: takes TELEGRAM_TOKEN, of @HashdeskBot';

describe('check() of Telegram', () => {
  it('finds nothing wrong with a token that holds, reads no update and sets nothing', async () => {
    const { telegram, check, sends } = await standIn();
    expect(await check()).toEqual([`${FINE}, by polling`]);
    sends('https://desk.example.com/telegram');
    expect(await check(WEBHOOK)).toEqual([`${FINE}, by webhook`]);
    const asked = new Set(telegram.world.calls.map(({ method }) => method));
    expect([...asked].sort()).toEqual(['getMe', 'getWebhookInfo']);
  });

  it.each([`${7_000_000_002}:${'x'.repeat(35)}`, 'of-no-form-at-all'])(
    'says what to do about a token that Telegram refuses (%#)',
    async (token) => {
      const { check } = await standIn();
      expect(await check({ TELEGRAM_TOKEN: token })).toEqual([
        'DeliveryError: Telegram refuses TELEGRAM_TOKEN: ask @BotFather for the bot’s token (/token).',
      ]);
    },
  );

  it('names the host of a webhook that takes what the desk polls for, and not its path', async () => {
    const { telegram, check, sends } = await standIn();
    sends(`https://other.example/bot${telegram.token}`);
    expect(await check()).toEqual([
      `${FINE}, by polling`,
      'wrong: Telegram sends what people write to a webhook on other.example, and the desk polls: start the desk anew, which removes that, or set PUBLIC_URL and TELEGRAM_WEBHOOK_SECRET.',
    ]);
  });

  it('says where the desk waits for a webhook that is elsewhere, or not set', async () => {
    const { check, sends } = await standIn();
    expect(await check(WEBHOOK)).toEqual([
      `${FINE}, by webhook`,
      'missing: No webhook is set: the start sets it, and nothing comes before.',
    ]);
    sends('https://other.example/telegram');
    expect(await check(WEBHOOK)).toEqual([
      `${FINE}, by webhook`,
      'wrong: Telegram sends what people write to a webhook on other.example, which is not https://desk.example.com/telegram: start the desk anew, which changes that, or mend PUBLIC_URL.',
    ]);
  });

  it('says that Telegram cannot be reached when nobody listens or nobody answers in time', async () => {
    const { check } = await standIn();
    const away = ['DeliveryError: Telegram could not be reached. Telegram did not answer.'];
    expect(await check({ TELEGRAM_API_URL: await nowhere() })).toEqual(away);
    expect(await check({ TELEGRAM_API_URL: await mute() }, 20)).toEqual(away);
  });
});
