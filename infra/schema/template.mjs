// Compares a template of CloudFormation with the schema of its resources.
import {resource} from './schema.mjs';
import {objections} from './values.mjs';
import {danglingReferences, references} from './intrinsics.mjs';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: a template in a request of its own */
const LARGEST = 51_200;

const SECTIONS = ['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Rules', 'Mappings', 'Conditions', 'Resources', 'Outputs'];
const OF_A_RESOURCE = ['Type', 'Properties', 'DependsOn', 'Condition', 'Metadata', 'CreationPolicy', 'DeletionPolicy', 'UpdatePolicy', 'UpdateReplacePolicy'];

/** All that is wrong with a template. */
export function problems(text) {
    const template = JSON.parse(text);
    const resources = Object.entries(template.Resources ?? {});
    const used = new Set(references([template.Resources, template.Conditions, template.Outputs, template.Rules]));
    return [
        ...text.length > LARGEST ? [`expected at most ${LARGEST} characters, got ${text.length}`] : [],
        ...unknown(Object.keys(template), SECTIONS, 'template'),
        ...resources.length === 0 ? ['Resources: expected at least one'] : [],
        ...resources.flatMap(([name, each]) => ofResource(template, name, each)),
        ...Object.keys(template.Parameters ?? {}).filter(name => !used.has(name)).map(name => `Parameters.${name}: nothing refers to it`),
        ...circles(template.Resources ?? {}),
        ...['Resources', 'Outputs', 'Conditions', 'Rules'].flatMap(section => danglingReferences(template, template[section], section)),
    ];
}

function ofResource(template, name, each) {
    const path = `Resources.${name}`;
    const described = resource(each.Type);
    if (!described) {
        return [`${path}.Type: AWS has no ${each.Type}`];
    }
    const missing = [each.DependsOn ?? []].flat().filter(other => !(other in template.Resources));
    return [
        ...unknown(Object.keys(each), OF_A_RESOURCE, path),
        ...missing.map(other => `${path}.DependsOn: refers to ${other}, which is not there`),
        ...each.Condition && !(each.Condition in (template.Conditions ?? {})) ? [`${path}.Condition: ${each.Condition} is not there`] : [],
        ...objections(each.Properties ?? {}, described.properties, `${path}.Properties`),
    ];
}

function unknown(keys, allowed, path) {
    return keys.filter(key => !allowed.includes(key)).map(key => `${path}.${key}: unknown; allowed are ${allowed.join(', ')}`);
}

/** Resources that wait for each other: CloudFormation refuses the template. */
function circles(resources) {
    const needs = new Map(Object.entries(resources).map(([name, each]) =>
        [name, [...references(each), ...[each.DependsOn ?? []].flat()].map(other => other.split('.')[0]).filter(other => other in resources)]));
    const done = new Set();
    const found = [];
    const visit = (name, path) => {
        if (path.includes(name)) {
            found.push(`Resources: ${[...path.slice(path.indexOf(name)), name].join(' needs ')}`);
        } else if (!done.has(name)) {
            needs.get(name).forEach(other => visit(other, [...path, name]));
            done.add(name);
        }
    };
    [...needs.keys()].forEach(name => visit(name, []));
    return found;
}

/** The values that a template takes from other stacks, by the names under which these export them. */
export function imported(text) {
    return [...text.matchAll(/"Fn::ImportValue":\s*"([^"]+)"/g)].map(found => found[1]);
}

/** The names under which a template exports values. */
export function exported(text) {
    return Object.values(JSON.parse(text).Outputs ?? {}).map(output => output.Export?.Name).filter(Boolean);
}
