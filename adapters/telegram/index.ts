export { telegramAdapter } from './connect.ts';
