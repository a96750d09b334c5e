package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.signalbox.actuator.PrivateWorld;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.NameProbe;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.sandbox.aws.HostedZone;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proof of a switch in a private zone: the resolver of its network, and the API. */
class PrivateZoneSwitchTest {

    private static final Fence BEFORE = fence(3, EAST, "p3");
    private static final Fence NEXT = fence(4, WEST, "p4");
    private static final Question ADDRESS = new Question(HOSTNAME, RecordType.A);

    private final PrivateWorld world = new PrivateWorld();
    private final NameProbe unused = (_, _, _, _) -> Optional.empty();

    @AfterEach
    void close() {
        world.close();
    }

    private AttemptResult look(AuthoritativeServers servers) {
        var check = new PropagationCheck(
                world.provider, servers, new NameReachability(servers, unused), InstantSource.system());
        return check.look(command(), arguments(), PropagationCheck.NOTHING_TO_ASK);
    }

    private Command command() {
        return command(BEFORE, NEXT, arguments());
    }

    private StepArguments.DnsSwitch arguments() {
        return new StepArguments.DnsSwitch(
                world.closed.id(), HOSTNAME, WEST, records(EAST), records(WEST), null, null, null);
    }

    private static Command command(Fence expected, Fence next, StepArguments arguments) {
        return io.signalbox.actuator.Orders.command(expected, next, arguments);
    }

    private static List<RecordSet> lasting(List<RecordSet> records, long ttl) {
        return records.stream()
                .map(record -> new RecordSet(
                        record.name(),
                        record.type(),
                        ttl,
                        record.setIdentifier(),
                        record.weight(),
                        record.values(),
                        null,
                        null,
                        null))
                .toList();
    }

    private void replace(List<RecordSet> traffic, Fence fence) {
        clear(world.closed);
        PrivateWorld.seed(world.closed, traffic, record(fence));
    }

    private static void clear(HostedZone zone) {
        boolean _ = zone.remove(HOSTNAME, "A");
        boolean _ = zone.remove(Fence.recordName(HOSTNAME), "TXT");
    }

    @Test
    void isDoneWhenTheResolverAndTheApiAgree() {
        PrivateWorld.seed(world.closed, records(WEST), record(NEXT));

        assertThat(look(world.servers()).result()).isInstanceOf(Done.class);
    }

    @Test
    void waitsForTheResolversCache() {
        PrivateWorld.seed(world.closed, lasting(records(EAST), 1), record(BEFORE));
        assertThat(world.servers()
                        .ask(world.closed.id(), List.of(ADDRESS))
                        .getFirst()
                        .replies())
                .containsEntry(ADDRESS, new Answered(List.of("127.0.10.1")));
        replace(records(WEST), NEXT);

        assertThat(look(world.servers()).result())
                .isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                        .contains("answers [127.0.10.1] for A"));
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(look(world.servers()).result()).isInstanceOf(Done.class));
    }

    @Test
    void doesNotWaitForAResolverThatRemembersThatThereWasNoFence() {
        var question = new Question(Fence.recordName(HOSTNAME), RecordType.TXT);
        assertThat(world.servers()
                        .ask(world.closed.id(), List.of(question))
                        .getFirst()
                        .replies())
                .containsEntry(question, new Answered(List.of()));
        PrivateWorld.seed(world.closed, records(WEST), record(NEXT));

        assertThat(look(world.servers()).result()).isInstanceOf(Done.class);
    }

    @Test
    void isNotDoneByTheAnswersOfThePublicZone() {
        PrivateWorld.seed(world.open, records(WEST), record(NEXT));
        PrivateWorld.seed(world.closed, records(EAST), record(BEFORE));

        assertThat(look(world.elsewhere()).result())
                .isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                        .contains("the provider's API shows \"" + BEFORE.text() + "\""));
    }

    @Test
    void isRefusedByALaterFenceAtTheApiAndNotByThatOfThePublicZone() {
        Fence later = fence(7, EAST, "p7");
        PrivateWorld.seed(world.open, records(EAST), record(fence(99, EAST, "other")));
        PrivateWorld.seed(world.closed, records(WEST), record(NEXT));
        assertThat(look(world.elsewhere()).result()).isInstanceOf(InProgress.class);

        replace(records(EAST), later);

        assertThat(look(world.elsewhere()).result())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.detail()).contains(later.text()));
    }

    @Test
    void isNotDoneWhileTheApiDoesNotSay() {
        PrivateWorld.seed(world.closed, records(WEST), record(NEXT));
        assertThat(world.servers().ask(world.closed.id(), List.of(ADDRESS))).isNotEmpty();
        world.route53.deleteZone(world.closed);

        assertThat(look(world.servers()).result())
                .isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                        .contains("the provider's API does not say"));
    }
}
