// Compares the properties of a resource with their description.
import {definition} from './schema.mjs';
import {isIntrinsic} from './intrinsics.mjs';

const TAG = {Key: {type: {type: 'string'}, required: true}, Value: {type: {type: 'string'}, required: true}};

/** What is wrong with these properties, as texts that begin with the path. */
export function objections(properties, described, path) {
    if (isIntrinsic(properties)) {
        return [];
    }
    if (!isMap(properties)) {
        return [`${path}: expected an object, got ${shown(properties)}`];
    }
    const missing = Object.keys(described)
        .filter(name => described[name].required && !(name in properties))
        .map(name => `${path}.${name}: required, and missing`);
    const wrong = Object.entries(properties).flatMap(([name, value]) => name in described
        ? ofAny([described[name].type, ...described[name].previousTypes ?? []], value, `${path}.${name}`)
        : [`${path}.${name}: unknown; allowed are ${Object.keys(described).sort().join(', ')}`]);
    return [...missing, ...wrong];
}

/** A value may have any of several types; the objections of the first are the ones to show. */
function ofAny(types, value, path) {
    const all = types.map(type => of(type, value, path));
    return all.find(each => each.length === 0) ?? all[0];
}

function of(type, value, path) {
    if (isIntrinsic(value)) {
        return branches(value).flatMap(branch => of(type, branch, path));
    }
    switch (type.type) {
        case 'string':
            return text(type, value, path);
        case 'number':
            return plain(Number.isFinite(Number(value)) && isScalar(value), 'a number', value, path);
        case 'integer':
            return integer(type, value, path);
        case 'boolean':
            return plain(['true', 'false'].includes(String(value)) && isScalar(value), 'true or false', value, path);
        case 'date-time':
            return plain(typeof value === 'string' && !Number.isNaN(Date.parse(value)), 'a time', value, path);
        case 'json':
            return plain(typeof value === 'object' || typeof value === 'string', 'JSON', value, path);
        case 'null':
            return plain(value === null, 'null', value, path);
        case 'tag':
            return objections(value, TAG, path);
        case 'ref':
            return objections(value, definition(type.reference), path);
        case 'array':
            return Array.isArray(value)
                ? value.flatMap((each, i) => of(type.element, each, `${path}[${i}]`))
                : [`${path}: expected a list, got ${shown(value)}`];
        case 'map':
            return isMap(value)
                ? Object.entries(value).flatMap(([key, each]) => of(type.element, each, `${path}.${key}`))
                : [`${path}: expected an object, got ${shown(value)}`];
        case 'union':
            return ofAny(type.types, value, path);
        default:
            throw new Error(`${path}: the schema has a type that this check does not know: ${type.type}`);
    }
}

function text(type, value, path) {
    if (!isScalar(value)) {
        return [`${path}: expected a text, got ${shown(value)}`];
    }
    return allowed(type, String(value), path);
}

function integer(type, value, path) {
    const wrong = plain(isScalar(value) && Number.isInteger(Number(value)), 'a whole number', value, path);
    return wrong.length > 0 ? wrong : allowed(type, Number(value), path);
}

function allowed(type, value, path) {
    return !type.allowedValues || type.allowedValues.includes(value)
        ? []
        : [`${path}: expected one of ${type.allowedValues.join(', ')}, got ${shown(value)}`];
}

function plain(fits, expected, value, path) {
    return fits ? [] : [`${path}: expected ${expected}, got ${shown(value)}`];
}

/** Fn::If is one of two values, each of which must fit, or none at all. */
function branches(value) {
    return 'Fn::If' in value ? value['Fn::If'].slice(1).filter(each => each?.Ref !== 'AWS::NoValue') : [];
}

function isScalar(value) {
    return ['string', 'number', 'boolean'].includes(typeof value);
}

function isMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value) {
    return JSON.stringify(value);
}
