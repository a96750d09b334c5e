import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {createServer} from 'node:net';
import {test} from 'node:test';

const template = JSON.parse(readFileSync(new URL('../../examples/vpc-lattice/infrastructure/lattice-us-east-1.json', import.meta.url)));
const code = Object.values(template.Resources).find((one) => one.Type === 'AWS::Lambda::Function').Properties.Code.ZipFile;

/** What the function of the template answers. */
async function answer(dependencies, simulate = 'false') {
    Object.assign(process.env, {DEPENDENCIES: dependencies, SIMULATE_FAILURE: simulate, AWS_REGION: 'us-east-1'});
    const exported = {};
    new Function('exports', 'require', code)(exported, createRequire(import.meta.url));
    const {statusCode, body} = await exported.handler();
    return {statusCode, ...JSON.parse(body)};
}

async function listening(work) {
    const server = createServer((socket) => socket.destroy());
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${server.address().port}`;
    try {
        return await work(at, () => new Promise((resolve) => server.close(resolve)));
    } finally {
        server.close();
    }
}

test('it answers 200 without dependencies', async () => {
    assert.deepEqual(await answer(''), {statusCode: 200, healthy: true, region: 'us-east-1', failing: [], onPurpose: false});
});

test('it answers 503 while the failure switch is on', async () => {
    assert.deepEqual(await answer('', 'true'), {statusCode: 503, healthy: false, region: 'us-east-1', failing: [], onPurpose: true});
});

test('each dependency has to accept a connection', async () => listening(async (at, close) => {
    assert.equal((await answer(`${at}, ${at}`)).statusCode, 200);
    await close();
    assert.deepEqual((await answer(at)).failing, [at]);
}));

test('a dependency that is no address fails, and nothing else', async () => {
    assert.deepEqual((await answer('database, 127.0.0.1:99999')).failing, ['database', '127.0.0.1:99999']);
});
