import { chatAdapterContract } from '../contracts/chatAdapter.ts';
import { toySession } from '../support/toy/session.ts';

chatAdapterContract({ name: 'the toy platform', start: toySession });
