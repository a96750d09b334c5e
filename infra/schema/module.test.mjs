import assert from 'node:assert/strict';
import {test} from 'node:test';
import {merged} from './hcl.mjs';
import {objections} from './module.mjs';

const ZONE = 'variable "zone" {\n  description = "d"\n  type = string\n}\nresource "aws_route53_zone" "this" {\n  name = var.zone\n}\n';

async function of(text) {
    const {module, problems} = await merged([['zone.tf', ZONE], ['main.tf', text]]);
    return [...problems, ...objections(module)];
}

test('a right module has no problem', async () => {
    assert.deepEqual(await of('output "id" {\n  description = "d"\n  value = aws_route53_zone.this.zone_id\n}\n'), []);
});

for (const [what, text, expected] of [
    ['what is not HCL', 'resource "aws_iam_role" {', /Unclosed|Missing/],
    ['a type that the provider does not have', 'resource "aws_role" "x" {\n}\n', /the provider has no aws_role/],
    ['an unknown argument', 'resource "aws_route53_zone" "x" {\n  name = "x"\n  colour = "red"\n}\n', /x\.colour: unknown/],
    ['a missing argument', 'resource "aws_iam_role" "x" {\n  name = "x"\n}\n', /assume_role_policy: required, and missing/],
    ['a wrong type', 'resource "aws_route53_zone" "x" {\n  name = ["x"]\n}\n', /x\.name: expected string/],
    ['an unknown argument of a block', 'data "aws_iam_policy_document" "x" {\n  statement {\n    action = "x"\n  }\n}\n', /statement\.action: unknown/],
    ['one of a dynamic block', 'data "aws_iam_policy_document" "x" {\n  dynamic "statement" {\n    for_each = []\n    content {\n      action = "x"\n    }\n  }\n}\n', /statement\.action: unknown/],
    ['a variable that is not declared', 'output "x" {\n  description = "d"\n  value = var.y\n}\n', /var\.y: is not declared/],
    ['a variable that nothing uses', 'variable "y" {\n  description = "d"\n}\n', /variable y: nothing uses it/],
    ['one that only its validation uses', 'variable "y" {\n  description = "d"\n  validation {\n    condition = var.y != ""\n    error_message = "m"\n  }\n}\n', /variable y: nothing uses it/],
    ['an output without a description', 'output "x" {\n  value = var.zone\n}\n', /output x: expected a description/],
    ['a resource that is not declared', 'output "x" {\n  description = "d"\n  value = aws_iam_role.y.arn\n}\n', /aws_iam_role\.y\.arn: is not declared/],
    ['an attribute that is not there', 'output "x" {\n  description = "d"\n  value = aws_route53_zone.this.colour\n}\n', /has no attribute colour/],
    ['a record that Signalbox switches', 'resource "aws_route53_record" "x" {\n  zone_id = "Z1"\n  name = "x"\n  type = "A"\n}\n', /only delegations/],
]) {
    test(`finds ${what}`, async () => {
        const found = await of(text);
        assert.equal(found.length, 1, found.join('\n'));
        assert.match(found[0], expected);
    });
}
