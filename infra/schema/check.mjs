// node check.mjs ROOT: compares the templates of all examples with the schema; the result goes to standard output.
import {readFileSync, readdirSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import {exported, imported, problems} from './template.mjs';

const root = process.argv[2];
const folders = readdirSync(join(root, 'examples'))
    .map(example => join('examples', example, 'infrastructure'))
    .filter(folder => existsSync(join(root, folder)));

let stacks = 0;
let resources = 0;
let errors = 0;
for (const folder of folders) {
    const files = readdirSync(join(root, folder)).filter(name => name.endsWith('.json')).sort();
    const texts = files.map(name => readFileSync(join(root, folder, name), 'utf8'));
    const exports = texts.flatMap(exported);
    texts.forEach((text, i) => {
        stacks++;
        resources += Object.keys(JSON.parse(text).Resources ?? {}).length;
        const missing = imported(text).filter(name => !exports.includes(name)).map(name => `imports ${name}, which no stack beside it exports`);
        for (const problem of [...problems(text), ...missing]) {
            errors++;
            console.error(`${folder}/${files[i]}: ${problem}`);
        }
    });
}
console.log(`stacks=${stacks} resources=${resources} schema_errors=${errors}`);
