import { historyStore } from '../../src/market/historyStore.ts';
import { historyStoreContract } from '../contracts/historyStore.ts';
import { testDatabase } from '../support/database/testDatabase.ts';

historyStoreContract('historyStore() in a database', () => historyStore({ database: testDatabase() }));
