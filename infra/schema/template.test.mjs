import assert from 'node:assert/strict';
import {test} from 'node:test';
import {exported, imported, problems} from './template.mjs';

function of(resources, rest = {}) {
    return problems(JSON.stringify({Resources: resources, ...rest}));
}

const TOPIC = {Type: 'AWS::SNS::Topic', Properties: {TopicName: 'operations'}};

test('a right template has no problem', () => {
    const subscription = {Type: 'AWS::SNS::Subscription', Properties: {Protocol: 'email', TopicArn: {Ref: 'Topic'}, Endpoint: {Ref: 'Email'}}};
    assert.deepEqual(of({Topic: TOPIC, Subscription: subscription}, {Parameters: {Email: {Type: 'String'}}, Outputs: {Arn: {Value: {'Fn::GetAtt': ['Topic', 'TopicArn']}}}}), []);
});

for (const [what, resource, expected] of [
    ['a type that AWS does not have', {Type: 'AWS::SNS::Subject'}, /AWS has no AWS::SNS::Subject/],
    ['an unknown property', {Type: 'AWS::SNS::Topic', Properties: {Nam: 'x'}}, /Properties\.Nam: unknown/],
    ['a missing property', {Type: 'AWS::SNS::Subscription', Properties: {Protocol: 'email'}}, /TopicArn: required, and missing/],
    ['a list instead of a text', {Type: 'AWS::SNS::Topic', Properties: {TopicName: ['x']}}, /TopicName: expected a text/],
    ['a text instead of a list', {Type: 'AWS::SNS::Topic', Properties: {Subscription: 'x'}}, /Subscription: expected a list/],
    ['a text instead of a number', {Type: 'AWS::ECS::Service', Properties: {DesiredCount: 'two'}}, /DesiredCount: expected a whole number/],
    ['a number instead of a boolean', {Type: 'AWS::SNS::Topic', Properties: {FifoTopic: 1}}, /FifoTopic: expected true or false/],
    ['a value that is not allowed', {Type: 'AWS::IoT::DomainConfiguration', Properties: {ServiceType: 'DATEN'}}, /expected one of DATA, .*got "DATEN"/],
    ['an unknown property of a property', {Type: 'AWS::IoT::DomainConfiguration', Properties: {TlsConfig: {Policy: 'x'}}}, /TlsConfig\.Policy: unknown/],
    ['a wrong branch of a condition', {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::If': ['C', ['x'], {Ref: 'AWS::NoValue'}]}}}, /TopicName: expected a text/],
    ['a wrong tag', {Type: 'AWS::SNS::Topic', Properties: {Tags: [{Key: 'x'}]}}, /Tags\[0]\.Value: required/],
    ['an unknown key of a resource', {...TOPIC, Depends: 'Topic'}, /Resources\.It\.Depends: unknown/],
    ['a resource that is not there', {...TOPIC, DependsOn: ['Other']}, /DependsOn: refers to Other/],
    ['a reference to nothing', {Type: 'AWS::SNS::Topic', Properties: {TopicName: {Ref: 'Name'}}}, /refers to Name/],
    ['a substitution of nothing', {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::Sub': 'a-${Name}'}}}, /refers to Name/],
    ['an attribute of nothing', {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::GetAtt': ['Other', 'Arn']}}}, /refers to Other/],
    ['an attribute that is not there', {Type: 'AWS::SNS::Topic', Properties: {TopicName: {'Fn::GetAtt': ['Topic', 'Colour']}}}, /has no attribute Colour/],
    ['a condition that is not there', {...TOPIC, Condition: 'Never'}, /Condition: Never is not there/],
    ['a token', {Type: 'AWS::SNS::Topic', Properties: {TopicName: '${Token[TOKEN.1]}'}}, /token of the CDK/],
]) {
    test(`finds ${what}`, () => {
        const found = of({It: resource, Topic: TOPIC}).filter(problem => !problem.includes('the condition C'));
        assert.equal(found.length, 1, found.join('\n'));
        assert.match(found[0], expected);
    });
}

test('finds a parameter that nothing refers to', () => {
    assert.match(of({Topic: TOPIC}, {Parameters: {Email: {Type: 'String'}}})[0], /Parameters\.Email: nothing refers to it/);
});

test('finds an unknown section and a template without resources', () => {
    assert.match(of({Topic: TOPIC}, {Resource: {}})[0], /template\.Resource: unknown/);
    assert.match(of({})[0], /Resources: expected at least one/);
});

test('finds a template that is too large for a request', () => {
    assert.match(of({Topic: TOPIC}, {Description: 'x'.repeat(51_200)})[0], /expected at most 51200 characters/);
});

test('finds resources that wait for each other', () => {
    const group = other => ({Type: 'AWS::EC2::SecurityGroup', Properties: {GroupDescription: 'x', SecurityGroupIngress: [{IpProtocol: 'tcp', SourceSecurityGroupId: {'Fn::GetAtt': [other, 'GroupId']}}]}});
    const found = of({One: group('Two'), Two: group('One'), Three: group('One')});
    assert.deepEqual(found, ['Resources: One needs Two needs One']);
});

test('knows what is imported and exported', () => {
    assert.deepEqual(imported('{"VpcId": {"Fn::ImportValue": "shop:Network"}}'), ['shop:Network']);
    assert.deepEqual(exported('{"Outputs": {"A": {"Value": 1, "Export": {"Name": "shop:Network"}}, "B": {"Value": 2}}}'), ['shop:Network']);
});
