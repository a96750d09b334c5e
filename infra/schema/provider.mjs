// The arguments of the Terraform provider's resources, as HashiCorp generated them from the provider's schema into TypeScript:
// https://www.npmjs.com/package/@cdktf/provider-aws. The folder that PROVIDER names has those declarations.
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const FOLDER = process.env.PROVIDER;

/** The description of a type such as aws_route53_zone; undefined if there is none. @param data true for a data source */
export function described(type, data) {
    const folder = (data ? 'data-' : '') + (data ? type : type.replace(/^aws_/, '')).replaceAll('_', '-');
    const file = join(FOLDER, folder, 'index.d.ts');
    return existsSync(file) ? declarations(readFileSync(file, 'utf8')) : undefined;
}

function declarations(text) {
    const blocks = new Map();
    for (const [, name, body] of text.matchAll(/^export interface (\w+)[^{\n]*\{\n([\s\S]*?)^}/gm)) {
        blocks.set(name, names(body));
    }
    const config = [...blocks.keys()].find(name => name.endsWith('Config'));
    const attributes = [...text.matchAll(/^ {4}get (\w+)\(\)/gm)].map(found => snake(found[1]));
    return {arguments: blocks.get(config), blocks, attributes: new Set(attributes)};
}

/** Name, whether it is required, and the type, of each property of an interface. The name as in HCL stands in its comment. */
function names(body) {
    const found = body.matchAll(/#(\w+)\}\n(?:(?!readonly )[\s\S])*?readonly \w+(\??): ([\s\S]*?);\n(?= {4}\/\*\*|$)/g);
    return new Map([...found].map(([, name, optional, type]) => [name, {required: !optional, type}]));
}

function snake(name) {
    return name.replace(/[A-Z]/g, letter => '_' + letter.toLowerCase());
}
