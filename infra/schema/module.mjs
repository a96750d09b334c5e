// Compares a Terraform module with the schema of the provider, as far as that is possible without Terraform.
import {described} from './provider.mjs';

const META = ['for_each', 'count', 'provider', 'depends_on', 'lifecycle'];

/** All that is wrong with a module: what hcl2json made of its files, merged. */
export function objections(module) {
    const variables = Object.keys(module.variable ?? {});
    const text = JSON.stringify({...module, variable: validations(module.variable ?? {})});
    const used = new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(found => found[1]));
    return [
        ...[...used].filter(name => !variables.includes(name)).map(name => `var.${name}: is not declared`),
        ...variables.filter(name => !used.has(name)).map(name => `variable ${name}: nothing uses it`),
        ...['variable', 'output'].flatMap(kind => undescribed(kind, module[kind] ?? {})),
        ...blocks(module.resource ?? {}, false),
        ...blocks(module.data ?? {}, true),
        ...references(module, text),
        ...foreignRecords(module),
    ];
}

/** A variable that only its own validation uses is not used. */
function validations(variables) {
    return Object.entries(variables).map(([name, [variable]]) => ({...variable, validation: JSON.stringify(variable.validation ?? '').replaceAll(`var.${name}`, '')}));
}

function undescribed(kind, declared) {
    return Object.entries(declared).filter(([, [each]]) => !each.description).map(([name]) => `${kind} ${name}: expected a description`);
}

function blocks(declared, data) {
    return Object.entries(declared).flatMap(([type, named]) => {
        const schema = described(type, data);
        return Object.entries(named).flatMap(([name, [body]]) => schema
            ? ofBlock(body, schema.arguments, schema, `${type}.${name}`, META)
            : [`${type}.${name}: the provider has no ${type}`]);
    });
}

function ofBlock(body, allowed, schema, path, meta) {
    const {dynamic = {}, ...plain} = body;
    const inner = Object.entries(dynamic).flatMap(([name, each]) => each.flatMap(block => block.content.map(content => [name, content])));
    const given = [...Object.entries(plain).filter(([name]) => !meta.includes(name)), ...inner];
    const missing = [...allowed].filter(([name, {required}]) => required && !given.some(([other]) => other === name));
    return [
        ...missing.map(([name]) => `${path}.${name}: required, and missing`),
        ...given.flatMap(([name, value]) => allowed.has(name)
            ? ofValue(value, allowed.get(name).type, schema, `${path}.${name}`)
            : [`${path}.${name}: unknown; allowed are ${[...allowed.keys()].sort().join(', ')}`]),
    ];
}

function ofValue(value, type, schema, path) {
    const block = schema.blocks.get(type.match(/^\w+/)?.[0]);
    if (block) {
        return [value].flat().flatMap(each => ofBlock(each, block, schema, path, []));
    }
    const fits = typeof value === 'string' && value.startsWith('${')
        || type === 'string' && typeof value === 'string'
        || type === 'number' && typeof value === 'number'
        || type.startsWith('boolean') && typeof value === 'boolean'
        || type.endsWith('[]') && Array.isArray(value)
        || type.startsWith('{') && typeof value === 'object' && !Array.isArray(value);
    return fits ? [] : [`${path}: expected ${type.replace(/\s+/g, ' ')}, got ${JSON.stringify(value)}`];
}

/** What the module refers to is there, and has the attribute. */
function references(module, text) {
    return [...text.matchAll(/\b(data\.)?(aws_\w+)\.(\w+)(?:\[[^\]]*])?(?:\.(\w+))?/g)].flatMap(([whole, data, type, name, attribute]) => {
        const declared = (data ? module.data : module.resource)?.[type]?.[name];
        const schema = described(type, Boolean(data));
        if (!declared) {
            return [`${whole}: is not declared`];
        }
        return attribute && schema && !schema.attributes.has(attribute) ? [`${whole}: ${type} has no attribute ${attribute}`] : [];
    });
}

/** A record that Signalbox switches would be put back by the next apply. */
function foreignRecords(module) {
    return Object.entries(module.resource?.aws_route53_record ?? {})
        .filter(([, [record]]) => record.type !== 'NS')
        .map(([name]) => `aws_route53_record.${name}: only delegations belong here, the records of names are Signalbox's`);
}
