// References inside of a template: to its parameters, its resources and their attributes, its conditions.
import {resource} from './schema.mjs';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
const PSEUDO = ['AccountId', 'NoValue', 'NotificationARNs', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'].map(name => `AWS::${name}`);

/** True for an object that CloudFormation replaces by a value. */
export function isIntrinsic(value) {
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    return keys.length === 1 && (keys[0] === 'Ref' || keys[0] === 'Condition' && typeof value.Condition === 'string' || keys[0].startsWith('Fn::'));
}

/** What is wrong with the references below a node of the template. */
export function danglingReferences(template, node, path) {
    if (typeof node !== 'object' || node === null) {
        return typeof node === 'string' && node.includes('${Token[') ? [`${path}: a token of the CDK was not resolved`] : [];
    }
    const below = Object.entries(node).flatMap(([key, value]) => danglingReferences(template, value, `${path}.${key}`));
    return [...isIntrinsic(node) ? ofIntrinsic(template, node, path) : [], ...below];
}

/** The names of all that is referred to. */
export function references(node) {
    if (typeof node !== 'object' || node === null) {
        return [];
    }
    const own = isIntrinsic(node) ? [node.Ref, ...attribute(node).slice(0, 1), ...substituted(node)] : [];
    return [...own.filter(Boolean), ...Object.values(node).flatMap(references)];
}

function ofIntrinsic(template, node, path) {
    const resources = template.Resources ?? {};
    const known = name => name in resources || name in (template.Parameters ?? {}) || PSEUDO.includes(name);
    const condition = node['Fn::If']?.[0] ?? node.Condition;
    const [name, attributeName] = attribute(node);
    return [
        ...[node.Ref, ...substituted(node)].filter(each => each && !known(each.split('.')[0])).map(each => `${path}: refers to ${each}, which is not there`),
        ...condition && !(condition in (template.Conditions ?? {})) ? [`${path}: the condition ${condition} is not there`] : [],
        ...name && !(name in resources) ? [`${path}: refers to ${name}, which is not there`] : [],
        ...name && name in resources && !hasAttribute(resources[name].Type, attributeName) ? [`${path}: ${resources[name].Type} has no attribute ${attributeName}`] : [],
    ];
}

function attribute(node) {
    const written = node['Fn::GetAtt'];
    return typeof written === 'string' ? [written.split('.')[0], written.split('.').slice(1).join('.')] : written ?? [];
}

function hasAttribute(type, name) {
    const described = resource(type);
    return !described || name in described.attributes || name in described.properties;
}

function substituted(node) {
    const written = node['Fn::Sub'];
    const [text, own] = Array.isArray(written) ? written : [written ?? '', {}];
    return [...text.matchAll(/\$\{([^!}][^}]*)}/g)].map(found => found[1]).filter(name => !(name in own));
}
