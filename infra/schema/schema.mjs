// The resource schema that AWS publishes, as the CDK packs it: https://github.com/cdklabs/awscdk-service-spec
import spec from '@aws-cdk/aws-service-spec';

const database = spec.loadAwsServiceSpecSync();

/** The description of a type such as AWS::SNS::Topic; undefined if there is none. */
export function resource(type) {
    return database.lookup('resource', 'cloudFormationType', 'equals', type)[0];
}

/** The properties of a type that a property refers to. */
export function definition(reference) {
    return database.get('typeDefinition', reference).properties;
}
