// node check.mjs ROOT: compares the templates of all examples with the schema; the result goes to standard output.
import {readFileSync, readdirSync, existsSync} from 'node:fs';
import {join} from 'node:path';
import {problems} from './template.mjs';

const root = process.argv[2];
const folders = readdirSync(join(root, 'examples'))
    .map(example => join('examples', example, 'infrastructure'))
    .filter(folder => existsSync(join(root, folder)));
const files = folders.flatMap(folder => readdirSync(join(root, folder)).filter(name => name.endsWith('.json')).sort().map(name => join(folder, name)));

let resources = 0;
let errors = 0;
for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8');
    resources += Object.keys(JSON.parse(text).Resources ?? {}).length;
    for (const problem of problems(text)) {
        errors++;
        console.error(`${file}: ${problem}`);
    }
}
console.log(`stacks=${files.length} resources=${resources} schema_errors=${errors}`);
