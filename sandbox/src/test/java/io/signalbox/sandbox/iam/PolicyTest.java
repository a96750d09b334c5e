package io.signalbox.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    private static final String SERVICE = "arn:aws:ecs:us-west-2:123456789012:service/shop/orders";
    private static final String NAMES = "route53:ChangeResourceRecordSetsNormalizedRecordNames";

    private static Policy policy(String statements) {
        return Policy.read("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements.replace('\'', '"') + "]}");
    }

    private static Policy where(String condition) {
        return policy("{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{" + condition + "}}");
    }

    private static boolean allows(Policy policy, String action, String resource) {
        return policy.denial(AccessRequest.of(action, resource)).isEmpty();
    }

    private static boolean holds(String condition, String key, String... values) {
        return where(condition)
                .denial(AccessRequest.of("s3:GetObject", "arn:aws:s3:::b/k").with(key, List.of(values)))
                .isEmpty();
    }

    @Test
    void nothingIsAllowedThatNoStatementAllows() {
        assertThat(allows(Policy.none(), "ecs:UpdateService", SERVICE)).isFalse();
        var policy = policy("{'Effect':'Allow','Action':'ecs:DescribeServices','Resource':'*'}");
        assertThat(policy.denial(AccessRequest.of("ecs:UpdateService", SERVICE)))
                .hasValueSatisfying(denial -> assertThat(denial.text("arn:aws:iam::123456789012:user/a"))
                        .isEqualTo(
                                "User: arn:aws:iam::123456789012:user/a is not authorized to perform: ecs:UpdateService"
                                        + " on resource: " + SERVICE
                                        + " because no identity-based policy allows the ecs:UpdateService action"));
    }

    @Test
    void aDenialIsStrongerThanAnyPermission() {
        var policy =
                policy("{'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'ecs:*','Resource':'"
                        + SERVICE + "'}");
        assertThat(policy.denial(AccessRequest.of("ecs:UpdateService", SERVICE)))
                .hasValueSatisfying(denial -> assertThat(denial.explicit()).isTrue());
        assertThat(allows(policy, "ecs:UpdateService", SERVICE + "2")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ecs:UpdateService,ecs:UpdateService,true",
        "ECS:updateservice,ecs:UpdateService,true",
        "ecs:Update*,ecs:UpdateService,true",
        "ecs:*,ecs:UpdateService,true",
        "*,ecs:UpdateService,true",
        "ecs:Describe*,ecs:UpdateService,false",
        "ecs:UpdateServic?,ecs:UpdateService,true",
        "ecs:UpdateService?,ecs:UpdateService,false"
    })
    void actionsHaveWildcardsAndNoCase(String pattern, String action, boolean expected) {
        var policy = policy("{'Effect':'Allow','Action':['" + pattern + "'],'Resource':'*'}");
        assertThat(allows(policy, action, SERVICE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "*,true",
        "arn:aws:ecs:us-west-2:*:service/shop/orders,true",
        "arn:aws:ecs:us-west-2:*:service/*,true",
        "arn:aws:ecs:us-west-2:*:service/shop/order?,true",
        "arn:aws:ecs,true",
        "arn:aws:ecs:us-east-1:*:service/shop/orders,false",
        "arn:aws:ecs:us-west-2:*:service/shop/web,false",
        "arn:aws:ecs:us-west-2:111111111111:service/shop/orders,false",
        "arn:aws:*:us-west-2:*:service/shop/orders,false",
        "arn:aws:ecs:us-west-2*service/shop/orders,false"
    })
    void resourcesAreComparedPartByPart(String pattern, boolean expected) {
        var policy = policy("{'Effect':'Allow','Action':'ecs:UpdateService','Resource':'" + pattern + "'}");
        assertThat(allows(policy, "ecs:UpdateService", SERVICE)).isEqualTo(expected);
    }

    @Test
    void actionsAndResourcesMayBeThoseThatAreNotNamed() {
        var policy = policy("{'Effect':'Allow','NotAction':'ecs:DeleteService','NotResource':'" + SERVICE + "'}");
        assertThat(allows(policy, "ecs:UpdateService", SERVICE + "2")).isTrue();
        assertThat(allows(policy, "ecs:DeleteService", SERVICE + "2")).isFalse();
        assertThat(allows(policy, "ecs:UpdateService", SERVICE)).isFalse();
    }

    @Test
    void everyResourceOfACallMustBeAllowed() {
        var policy = policy("{'Effect':'Allow','Action':'rds:FailoverGlobalCluster',"
                + "'Resource':'arn:aws:rds::123456789012:global-cluster:orders'}");
        String cluster = "arn:aws:rds:us-west-2:123456789012:cluster:west";
        assertThat(policy.denial(AccessRequest.of(
                        "rds:FailoverGlobalCluster", "arn:aws:rds::123456789012:global-cluster:orders", cluster)))
                .hasValueSatisfying(denial -> assertThat(denial.resource()).isEqualTo(cluster));
    }

    @Test
    void allOfARequestsValuesMustBeAllowedOnes() {
        String two = "'ForAllValues:StringEquals':{'" + NAMES + "':['a.example.com','b.example.com']}";
        assertThat(holds(two, NAMES, "a.example.com")).isTrue();
        assertThat(holds(two, NAMES, "b.example.com", "a.example.com")).isTrue();
        assertThat(holds(two, NAMES, "a.example.com", "c.example.com")).isFalse();
        assertThat(holds(two, NAMES)).isTrue();
    }

    @Test
    void oneOfARequestsValuesMustBeAnAllowedOne() {
        String any = "'ForAnyValue:StringLike':{'" + NAMES + "':'*.example.com'}";
        assertThat(holds(any, NAMES, "x.example.org", "a.example.com")).isTrue();
        assertThat(holds(any, NAMES, "x.example.org")).isFalse();
        assertThat(holds(any, NAMES)).isFalse();
    }

    @Test
    void aKeyThatARequestLacksSatisfiesNoPositiveOperator() {
        assertThat(holds("'StringEquals':{'s3:prefix':'a'}", "other", "a")).isFalse();
        assertThat(holds("'StringEqualsIfExists':{'s3:prefix':'a'}", "other", "a"))
                .isTrue();
        assertThat(holds("'StringNotEquals':{'s3:prefix':'a'}", "other", "a")).isTrue();
        assertThat(holds("'StringNotLike':{'s3:prefix':'a*'}", "s3:prefix", "ab"))
                .isFalse();
        assertThat(holds("'Null':{'s3:prefix':'true'}", "other", "a")).isTrue();
        assertThat(holds("'Null':{'s3:prefix':'true'}", "s3:prefix", "a")).isFalse();
        assertThat(holds("'Bool':{'aws:SecureTransport':'true'}", "aws:SecureTransport", "true"))
                .isTrue();
        assertThat(holds("'ArnLike':{'aws:SourceArn':'arn:aws:s3:::b*'}", "aws:sourcearn", "arn:aws:s3:::bucket"))
                .isTrue();
    }

    @Test
    void severalValuesNeedASetOperator() {
        assertThat(holds("'StringEquals':{'k':['a','b']}", "k", "a", "b")).isFalse();
        assertThat(holds("'StringEquals':{'k':['a','b']}", "k", "b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Effect':'Allow','Action':'a:b'}",
                "{'Effect':'Maybe','Action':'a:b','Resource':'*'}",
                "{'Effect':'Allow','Action':'a:b','NotAction':'a:b','Resource':'*'}",
                "{'Effect':'Allow','Action':'a:b','Resource':'*','Principal':'*'}",
                "{'Effect':'Allow','Action':'a:b','Resource':'*','Condition':{'DateLessThan':{'k':'v'}}}",
                "{'Effect':'Allow','Action':'a:b','Resource':'arn:aws:s3:::${aws:username}'}",
                "{'Effect':'Allow','Action':[],'Resource':'*'}"
            })
    void whatIsNotUnderstoodIsAnError(String statement) {
        assertThatThrownBy(() -> policy(statement)).isInstanceOf(MalformedPolicyException.class);
    }

    @Test
    void aRequestNeedsAResource() {
        assertThatThrownBy(() -> new AccessRequest("a:b", List.of(), Map.of()))
                .hasMessage("a:b: expected at least one resource");
    }
}
