package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@link TopologyRulesTest}, for what the full topology has beyond the valid one. */
class FullRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "failures: 5, of: 10 | failures: 11, of: 10 | 3 defaults.window.failures: expected a number from 1 to 10, got \"11\"",
                "failures: 3, of: 4 | failures: 3 | 19 services.orders.probes[1].window.of: expected a number from 1 to 1000, got nothing",
                "of: 10 | of: 1001 | 3 defaults.window.of: expected a number from 1 to 1000, got \"1001\"",
                "window: off | window: none | 18 services.orders.probes[0].window: expected off or a map with failures and of, got \"none\"",
                "readiness: true | readiness: true, watchOnly: true | 20 services.orders.probes[2].readiness: expected one of watchOnly and readiness, got both",
                "require: {atLeast: 2} | require: {atLeast: 3} | 12 services.orders.require: expected no more than the health probes that there are, which are 2, got 3",
                "require: {atLeast: 2} | require: most | 12 services.orders.require: expected all, any or {atLeast: a number}, got \"most\"",
                "require: any | require: {atLeast: 0} | 14 services.orders.sites[0].require.atLeast: expected a number from 1 to 1000, got \"0\"",
                "require: any | require: {atLeast: 3} | 14 services.orders.sites[0].require: expected no more than the health probes that there are, which are 2, got 3",
                "require: any | probes: [{name: a, tcp: {port: 1}}] | 14 services.orders.sites[0]: expected no more than the health probes that there are, which are 1, got 2",
                "require: any | probes: [{name: lag, watchOnly: true, tcp: {port: 1}}] | 14 services.orders.sites[0]: expected a probe that is neither watchOnly nor readiness: only a lastResort can do without",
                "mode: approve | mode: ask | 23 services.orders.policy.mode: expected auto, approve, advise or off, got \"ask\"",
                "failback: {mode: auto, stableFor: 20m | failback: {mode: manual, stableFor: 20m | 25 services.orders.policy.failback.window: expected none unless mode is auto: a person decides when the traffic returns",
                "Mon-Fri 08:00-18:00 Europe/Berlin | Mon-Fri 08-18 | 25 services.orders.policy.failback.window: expected a window of the week such as 02:00-04:00, \"Sat,Sun 00:00-24:00\" or \"Mon-Fri 22:00-06:00 Europe/Berlin\", but not all of the week, got \"Mon-Fri 08-18\"",
                "minDownFor: 15s | minDownFor: 25h | 26 services.orders.policy.minDownFor: expected a duration from 0s to 24h such as 500ms, 5s, 10m or 1h, got \"25h\"",
                "reuseAt: 2000 | reuseAt: 5000 | 27 services.orders.policy.damping.reuseAt: expected less than suppressAt, which is 5000, got \"5000\"",
                "suppressAt: 5000 | suppressAt: 1 | 27 services.orders.policy.damping.suppressAt: expected a number from 2 to 1000000, got \"1\"",
                "longestHoldDown: 15m | longestHoldDown: 29s | 27 services.orders.policy.damping.longestHoldDown: expected at least holdDown, which is 30s, got \"29s\"",
                "damping: {halfLife: 5m | damping: {halfLife: 0s | 27 services.orders.policy.damping.halfLife: expected a duration from 1s to 24h such as 500ms, 5s, 10m or 1h, got \"0s\"",
                "claimFor: 2m | claimFor: 25s | 29 services.orders.policy.claimFor: expected a duration from 26s to 24h such as 500ms, 5s, 10m or 1h, got \"25s\"",
                "twoPersons: true | twoPersons: yes | 30 services.orders.policy.twoPersons: expected true or false, got \"yes\"",
                "shadow: {quorum: 1 | shadow: {quorum: 4 | 31 services.orders.shadow.quorum: expected majority, all or a number from 1 to 3, got \"4\"",
                "shadow: {quorum: 1 | shadow: {shadow: {} | 31 services.orders.shadow.shadow: unknown key, expected one of mode, quorum, excludeOwnVantage, failback, whenAllDown, grace, minDownFor, damping, planDeadline, claimFor, twoPersons",
                "velocity: {moves: 10, within: 1m} | velocity: {moves: 0, within: 1m} | 5 governor.velocity.moves: expected a number from 1 to 1000, got \"0\"",
                "brake: {services: 5 | brake: {services: 1 | 6 governor.brake.services: expected a number from 2 to 1000, got \"1\"",
                "percent: 10 | percent: 101 | 6 governor.brake.percent: expected a number from 0 to 100, got \"101\"",
                "brake: {services: 5, percent: 10, within: 30s} | brake: on | 6 governor.brake: expected off or a map with services, percent and within, got \"on\"",
                "Sat 02:00-04:00 Europe/Berlin | 00:00-24:00 | 7 governor.maintenance[0]: expected a window of the week such as 02:00-04:00, \"Sat,Sun 00:00-24:00\" or \"Mon-Fri 22:00-06:00 Europe/Berlin\", but not all of the week, got \"00:00-24:00\"",
                "velocity: | speed: | 5 governor.speed: unknown key, expected one of velocity, brake, maintenance",
                "drill: [{name: go, dns-switch: {}}] | drill: [] | 46 services.orders.plans.drill: expected at least one item, got an empty list",
                "switchover: | rollback: | 45 services.orders.plans.rollback: unknown key, expected one of failover, failback, switchover, drill",
                "{wait-healthy: {}}, {dns-switch: {}} | {wait-healthy: {}} | 45 services.orders.plans.switchover: expected a dns-switch, without which nothing moves",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {}}, {name: b, dns-switch: {}} | 45 services.orders.plans.switchover[1]: expected one dns-switch in a plan, got another",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {}}, {pause: {for: 1s}}, {pause: {for: 2s}} | 45 services.orders.plans.switchover: two steps have the name pause",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: } | 45 services.orders.plans.switchover[0].dns-switch: expected an empty map {}, or a map with ramp, got nothing",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {to: a}} | 45 services.orders.plans.switchover[0].dns-switch.to: unknown key, expected one of ramp",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {}}, {name: both, parallel: [{restore: {step: size}}]} | 45 services.orders.plans.switchover[1]: expected nothing beside parallel, whose steps say it themselves",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {}}, {parallel: []} | 45 services.orders.plans.switchover[1].parallel: expected at least one item, got an empty list",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {}}, {parallel: [{pause: {for: 1s}}]} | 45 services.orders.plans.switchover[1].parallel[0]: expected no pause in parallel with others: it is a stage of its own",
                "{wait-healthy: {}}, {dns-switch: {}} | {parallel: [{dns-switch: {}}]} | 45 services.orders.plans.switchover[0].parallel[0]: expected no dns-switch in parallel with others: it is a stage of its own",
                "{wait-healthy: {}}, {dns-switch: {}} | {dns-switch: {}}, {parallel: [{restore: {step: size}, name: size}, {webhook: {url: \"http://a\"}, name: size}]} | 45 services.orders.plans.switchover[1].parallel: two steps have the name size",
                "{name: go, dns-switch: {}} | {name: go, dns-switch: {}, pause: {for: 1s}} | 46 services.orders.plans.drill[0]: expected one of dns-switch, wait-healthy, wait-lag, pause, approve, restore, ecs-scale, asg-scale, k8s-scale, rds-promote, aurora-failover, aurora-switchover, routing-control, ssm-put, sns-notify, webhook, lambda-invoke, metric-put, got dns-switch and pause",
                "{name: go, dns-switch: {}} | {name: go} | 46 services.orders.plans.drill[0]: expected one of dns-switch, wait-healthy, wait-lag, pause, approve, restore, ecs-scale, asg-scale, k8s-scale, rds-promote, aurora-failover, aurora-switchover, routing-control, ssm-put, sns-notify, webhook, lambda-invoke, metric-put, got none",
                "{name: go, dns-switch: {}} | {name: Go, dns-switch: {}} | 46 services.orders.plans.drill[0].name: expected 1 to 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit, got \"Go\"",
                "{name: go, dns-switch: {}} | {dns-switch: {}, deadline: 1m} | 46 services.orders.plans.drill[0].deadline: expected none: the switch has as long as the plan",
                "{name: go, dns-switch: {}} | {dns-switch: {}, to: [us-west-2]} | 46 services.orders.plans.drill[0].to: expected none: the switch is done for every target",
                "{name: go, dns-switch: {}} | {dns-switch: {}, onFailure: continue} | 46 services.orders.plans.drill[0].onFailure: expected abort, rollback or ask for the switch, without which nothing moves, got \"continue\"",
                "{name: go, dns-switch: {}} | {dns-switch: {}, onFailure: panic} | 46 services.orders.plans.drill[0].onFailure: expected continue, abort, rollback or ask, got \"panic\"",
                "{name: go, dns-switch: {}} | {dns-switch: {}, retries: 101} | 46 services.orders.plans.drill[0].retries: expected a number from 0 to 100, got \"101\"",
                "deadline: 2m | deadline: 10s | 37 services.orders.plans.failover[1].wait-healthy: expected less than the step's deadline, which is 10s, got 10s",
                "deadline: 2m | deadline: 21m | 37 services.orders.plans.failover[1].deadline: expected at most the policy's planDeadline, which is 20m, got \"21m\"",
                "deadline: 2m | retries: 1 | 37 services.orders.plans.failover[1].retries: expected none: a step that waits has only its deadline",
                "pause: {for: 6m} | pause: {for: 20m} | 40 services.orders.plans.failover[4].pause: expected less than the step's deadline, which is 20m, got 20m",
                "pause: {for: 6m} | pause: {} | 40 services.orders.plans.failover[4].pause.for: expected a duration from 1ms to 24h such as 500ms, 5s, 10m or 1h, got nothing",
                "question: go on? | question: '' | 39 services.orders.plans.failover[3].approve.question: expected a text of 1 to 500 characters, got \"\"",
                "wait-lag: {probe: lag} | wait-lag: {probe: health} | 38 services.orders.plans.failover[2].wait-lag.probe: expected a probe with watchOnly or readiness of us-west-2: ready or lag, got \"health\"",
                "to: [us-west-2] | to: [page] | 38 services.orders.plans.failover[2].wait-lag.probe: expected a probe with watchOnly or readiness of page: there is none, got \"lag\"",
                "to: [us-west-2] | to: [eu-west-1] | 38 services.orders.plans.failover[2].to[0]: expected us-east-1, us-west-2 or page, got \"eu-west-1\"",
                "to: [us-west-2] | to: [us-west-2, us-west-2] | 38 services.orders.plans.failover[2].to: the site us-west-2 is given twice",
                "to: [us-west-2] | to: [] | 38 services.orders.plans.failover[2].to: expected at least one item, got an empty list",
                "restore: {step: size} | restore: {step: dns-switch} | 44 services.orders.plans.failback[1].restore.step: expected a step of the failover plan that can be put back: size, got \"dns-switch\"",
                "restore: {step: size} | restore: {step: tell} | 44 services.orders.plans.failback[1].restore.step: expected a step of the failover plan that can be put back: size, got \"tell\"",
                "{wait-healthy: {for: 10s}, deadline: 2m} | {restore: {step: size}} | 37 services.orders.plans.failover[1].restore.step: expected a step of the failover plan that can be put back: there is none, got \"size\"",
                "region: us-west-2 | region: west | 35 services.orders.plans.failover[0].parallel[0].ssm-put.region: expected an AWS region such as us-west-2, got \"west\"",
                "name: /orders/size | name: orders/size | 35 services.orders.plans.failover[0].parallel[0].ssm-put.name: expected a parameter's name of letters, digits, '_', '.' and '-', or a path of such names that begins with /, got \"orders/size\"",
                "https://hooks.example.com/a | hooks.example.com | 36 services.orders.plans.failover[0].parallel[1].webhook.url: expected a URL with http or https and a host, got \"hooks.example.com\"",
                "secretVariable: HOOK | secretVariable: a-b | 36 services.orders.plans.failover[0].parallel[1].webhook.secretVariable: expected the name of an environment variable of actuator-service, got \"a-b\"",
                "first Monday 00:05 UTC | on Mondays | 49 services.orders.drills[0].schedule: expected a rule such as \"first Monday 00:05\", \"last Friday 22:00 Europe/Berlin\", \"every Tuesday 03:00\", \"second Sunday of March 01:00\" or the Quartz cron \"0 5 0 ? * MON#1\", got \"on Mondays\"",
                "lasts: 5m} | lasts: 5m, kind: both} | 56 services.orders.drills[1].kind: expected traffic or capacity, got \"both\"",
                "lasts: 5m} | lasts: 5m, kind: capacity} | 56 services.orders.drills[1].kind: expected traffic, or a step of the failover plan that sets a capacity before the switch, such as ecs-scale, for a site besides the preferred one, got \"capacity\"",
                "target: us-west-2 | target: us-east-1 | 50 services.orders.drills[0].target: expected a site with probes beside the preferred one: us-west-2, got \"us-east-1\"",
                "target: us-west-2 | target: page | 50 services.orders.drills[0].target: expected a site with probes beside the preferred one: us-west-2, got \"page\"",
                "lasts: 30m | lasts: 0s | 51 services.orders.drills[0].lasts: expected a duration from 1s to 168h such as 500ms, 5s, 10m or 1h, got \"0s\"",
                "        lasts: 30m | ~~ | 48 services.orders.drills[0].lasts: expected a duration from 1s to 168h such as 500ms, 5s, 10m or 1h, got nothing",
                "2026-12-20..2027-01-06 | 2027-01-06..2026-12-20 | 53 services.orders.drills[0].blockedDates[0]: expected a date such as 2026-12-24, or dates such as 2026-12-20..2027-01-06 with the earlier one first, and a zone such as Europe/Berlin where it is not UTC, got \"2027-01-06..2026-12-20\"",
                "abortWhen: [lag, ready] | abortWhen: [port] | 54 services.orders.drills[0].abortWhen[0]: expected a probe with watchOnly or readiness of us-west-2: ready or lag, got \"port\"",
                "abortWhen: [lag, ready] | abortWhen: [lag, lag] | 54 services.orders.drills[0].abortWhen: the probe lag is given twice",
                "notify: [{webhook: | notify: [{ssm-put: {}, webhook: | 55 services.orders.drills[0].notify[0].ssm-put: unknown key, expected one of lambda-invoke, metric-put, sns-notify, webhook",
                "name: weekly | name: monthly | 56 services.orders.drills: two drills have the name monthly",
            })
    void tellsWhatIsWrongAndWhere(String from, String to, String problem) {
        assertThat(Yaml.problems(Yaml.fullWith(from, to))).containsExactly(problem);
    }

    @Test
    void parallelStepsAreNotNested() {
        String text = Yaml.fullWith(
                "[{wait-healthy: {}}, {dns-switch: {}}]",
                "[{parallel: [{parallel: [{restore: {step: size}}]}]}, {dns-switch: {}}]");

        assertThat(Yaml.problems(text))
                .anyMatch(
                        problem -> problem.startsWith(
                                "45 services.orders.plans.switchover[0].parallel[0].parallel:"
                                        + " unknown key, expected one of name, deadline, retries, onFailure, to, unattended, role, dns-switch,"));
    }

    @Test
    void aDrillNeedsSomewhereToGo() {
        String text = Yaml.fullWith("priority: 2, address", "priority: 8, lastResort: true, address")
                .replace("to: [us-west-2], ", "");

        assertThat(Yaml.problems(text))
                .containsExactly(
                        "50 services.orders.drills[0].target: expected a site with probes beside the preferred one:"
                                + " there is none, got \"us-west-2\"",
                        "56 services.orders.drills[1]: expected a service with another site to go to, that has probes"
                                + " and is no lastResort");
    }
}
