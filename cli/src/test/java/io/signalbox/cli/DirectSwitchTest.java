package io.signalbox.cli;

import static io.signalbox.cli.ProviderWorld.CELL;
import static io.signalbox.cli.ProviderWorld.EAST;
import static io.signalbox.cli.ProviderWorld.WEST;
import static io.signalbox.cli.ProviderWorld.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Agreed;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.aws.Fault;
import io.signalbox.sandbox.aws.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch while nothing but the DNS provider runs. */
class DirectSwitchTest {

    private static final CellName DIRECT = new CellName("direct");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String PROMOTING = """
            plans:
              failover:
                - rds-promote: {region: us-west-2, instance: orders-replica}
                  name: promote
                - dns-switch: {}
            """;

    @TempDir
    Path folder;

    private ProviderWorld world;

    @AfterEach
    void close() {
        assertThat(world.route53.audit().violations()).isEmpty();
        world.close();
    }

    private void given(Fence fence) {
        given("", fence);
    }

    private void given(String more, Fence fence) {
        world = new ProviderWorld(folder, more);
        world.seed(fence);
    }

    private Run toWest(String... more) {
        return to("us-west-2", more);
    }

    private Run to(String site, String... more) {
        return Run.of(world.environment(), arguments(site, more));
    }

    private String[] arguments(String site, String... more) {
        var arguments =
                new ArrayList<>(List.of("switch", "orders", site, "--direct", "-f", world.file(), "--who", "ann"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private void assertRefused(Run run, String... words) {
        Fence before = world.fence();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(words);
        assertThat(world.changes()).isEmpty();
        assertThat(world.fence()).isEqualTo(before);
    }

    @Test
    void movesTheTrafficAndLeavesAnOrderThatEveryCellHonours() {
        given(settled(17, EAST));

        Run run = toWest("--yes");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "This will move the traffic of orders (orders.example.com) from us-east-1 to us-west-2: epoch 17"
                                + " becomes 18.",
                        "keeps it there until it is released",
                        "not checked: whether us-west-2 is UP",
                        "done: all name servers answer us-west-2, epoch 18");
        assertThat(world.traffic()).isEqualTo(world.trafficAt(WEST));
        Fence fence = world.fence();
        assertThat(fence.epoch()).isEqualTo(18);
        assertThat(fence.active()).isEqualTo(WEST);
        assertThat(fence.phase()).isEqualTo(Fence.Phase.SETTLED);
        assertThat(fence.cell()).isEqualTo(DIRECT);
        assertThat(fence.words().order()).isEqualTo(new Order(1, WEST, DIRECT, null, false, null, "ann"));
        assertThat(world.changes()).hasSize(1);
    }

    @Test
    void theOrderMayEndByItselfAndReplacesTheOneBefore() {
        given(settled(17, EAST).agreeing(Agreed.NOTHING.order(new Order(4, EAST, CELL, null, false, null, "bob"))));

        Run run = toWest("--yes", "--for", "2h");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("it replaces the order of bob for us-east-1");
        Order order = world.fence().words().order();
        assertThat(order.number()).isEqualTo(5);
        assertThat(order.until()).isBetween(NOW.plus(Duration.ofHours(2)), NOW.plus(Duration.ofMinutes(125)));
    }

    @Test
    void keepsMarksAndUnknownWordsAndForgetsAFailedMove() {
        var marked = Fence.parse(settled(17, EAST)
                        .marking(Marks.NONE.stale(new SiteName("eu-west-1"), 9))
                        .text()
                + " failed=us-west-2:scale:- later=x");
        given(marked);

        assertThat(toWest("--yes").code()).isZero();

        assertThat(world.fence().marks()).isEqualTo(marked.marks());
        assertThat(world.fence().others()).containsExactly("later=x");
        assertThat(world.fence().words().failed()).isNull();
    }

    @Test
    void withoutDirectNothingIsDone() {
        given(settled(17, EAST));

        Run run = Run.of(world.environment(), "switch", "orders", "us-west-2", "-f", world.file(), "--yes");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--direct");
        assertThat(world.route53.calls()).isEmpty();
    }

    @Test
    void asksBeforeItActs() {
        given(settled(17, EAST));

        assertRefused(Run.answering("n\n", world.environment(), arguments("us-west-2")), "nothing was changed");
        assertRefused(Run.answering("", world.environment(), arguments("us-west-2")), "nothing was changed");
        assertThat(Run.answering("y\n", world.environment(), arguments("us-west-2"))
                        .code())
                .isZero();
        assertThat(world.fence().active()).isEqualTo(WEST);
    }

    @Test
    void aFenceThatCannotBeReadIsReadOnceMore() {
        given(settled(17, EAST));
        var silent = new CountDownLatch(1);
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.Before(() -> held(silent)));

        Run run = toWest("--yes");

        silent.countDown();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("zone example.com: ", "; reads it once more");
        assertThat(world.fence().active()).isEqualTo(WEST);
    }

    /** Longer than the client waits for an answer. */
    private static void held(CountDownLatch until) {
        try {
            assertThat(until.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFenceThatIsWrittenMeanwhileIsNotOverwritten() {
        given(settled(17, EAST));
        Fence other = settled(18, EAST);
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.Before(() -> world.seed(other)));

        Run run = toWest("--yes");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("stale_fence", "epoch=18");
        assertThat(world.fence()).isEqualTo(other);
        assertThat(world.traffic()).isEqualTo(world.trafficAt(EAST));
    }

    @Test
    void aFenceThatIsWrittenWhileThePersonThinksIsLookedAtAgain() {
        given(settled(17, EAST));
        Fence other = settled(18, EAST).holding("f@us-east-1:-");
        world.route53.faults().inject(Operation.LIST_RECORDS, new Fault.After(() -> world.seed(other)));

        Run run = Run.answering("y\n", world.environment(), arguments("us-west-2"));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("a freeze is in force");
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void aLostAnswerIsRecognisedAndNothingIsDoneTwice() {
        given(settled(17, EAST));
        world.route53.faults().inject(Operation.CHANGE_RECORDS, new Fault.LostAfter(() -> {}));

        assertThat(toWest("--yes").code()).isZero();
        assertThat(world.fence().epoch()).isEqualTo(18);
        assertThat(world.changes()).hasSize(1);
    }

    @Test
    void theClaimOfARunningPlanIsRespected() {
        given(Fence.moving(18, EAST, "m18-1", CELL, Instant.now().plusSeconds(300))
                .leadingTo(WEST));

        assertRefused(toWest("--yes"), "plan m18-1 of cell us-east-1 has claimed the move until");
    }

    @Test
    void aClaimThatHasEndedIsRespectedAsLongAsClocksMayDiffer() {
        given(Fence.moving(18, EAST, "m18-1", CELL, Instant.now().minusSeconds(1))
                .leadingTo(WEST));

        assertRefused(toWest("--yes"), "5 s later");
    }

    @Test
    void aClaimThatHasEndedIsTakenOver() {
        given(Fence.moving(18, EAST, "m18-1", CELL, Instant.now().minusSeconds(60))
                .leadingTo(WEST));

        Run run = toWest("--yes");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("it takes over from plan m18-1 of cell us-east-1");
        assertThat(world.fence().epoch()).isEqualTo(19);
        assertThat(world.fence().until()).isNull();
    }

    @Test
    void aPlanThatMayHavePromotedAnotherSiteIsRespected() {
        given(Fence.moving(18, EAST, "m18-1", CELL, Instant.now().minusSeconds(60))
                .leadingTo(new SiteName("eu-west-1"))
                .marking(Marks.NONE.stale(EAST, 18)));

        assertRefused(toWest("--yes"), "may have promoted eu-west-1");
    }

    @Test
    void aFreezeIsRespectedUnlessItIsPassed() {
        given(settled(17, EAST).holding("f@us-east-1:-"));

        assertRefused(toWest("--yes"), "a freeze is in force: hold=f@us-east-1:-", "--pass-freeze");
        assertThat(toWest("--yes", "--pass-freeze").code()).isZero();
        assertThat(world.fence().hold()).isEqualTo("f@us-east-1:-");
        assertThat(world.fence().words().order().passFreeze()).isTrue();
    }

    @Test
    void aHoldThatCannotBeReadActsLikeAFreeze() {
        given(settled(17, EAST).holding("z@us-east-1:-"));

        assertRefused(toWest("--yes"), "a freeze is in force");
    }

    @Test
    void aFreezeThatHasEndedHoldsNothingAndADrillEnds() {
        given(settled(17, WEST).holding("f@us-east-1:1000,d@us-east-1:9999999999"));

        Run run = to("us-east-1", "--yes");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("the drill of cell us-east-1 ends");
        assertThat(world.fence().hold()).isEqualTo("f@us-east-1:1000");
    }

    @Test
    void staleDataGetsNoTraffic() {
        given(settled(17, EAST).marking(Marks.NONE.stale(WEST, 16)));

        assertRefused(toWest("--yes"), "the data of us-west-2 is stale since epoch 16");
    }

    @Test
    void aPersonSaysWhetherTheDatabaseWasPromoted() {
        given(PROMOTING, settled(17, EAST).marking(Marks.NONE));

        assertRefused(toWest("--yes"), "--promoted", "--not-promoted");
        Run run = toWest("--yes", "--promoted");
        assertThat(run.out())
                .contains(
                        "stale from now on: [us-east-1@18]",
                        "not done: the other steps of a failover: approve-promote, promote");
        assertThat(run.code()).isZero();
        assertThat(world.fence().marksStale(EAST)).isTrue();
        assertThat(world.fence().marksStale(WEST)).isFalse();
        Fence before = world.fence();
        Run back = to("us-east-1", "--yes", "--not-promoted");
        assertThat(back.code()).isEqualTo(1);
        assertThat(back.err()).contains("the data of us-east-1 is stale");
        assertThat(world.fence()).isEqualTo(before);
    }

    @Test
    void aFenceThatKnowsNothingOfMarksIsNotTrustedAwayFromHome() {
        given(PROMOTING, settled(17, WEST));

        assertRefused(to("us-east-1", "--yes", "--not-promoted"), "does not say which data is stale");
    }

    @Test
    void recordsOfAnotherWriterAreReplacedOnlyOnRequest() {
        given(settled(17, EAST));
        world.seed(
                settled(17, EAST),
                List.of(new RecordSet(
                        "orders.example.com",
                        RecordType.A,
                        300L,
                        null,
                        null,
                        List.of("203.0.113.7"),
                        null,
                        null,
                        null)));

        assertRefused(toWest("--yes"), "drift", "203.0.113.7");
        assertThat(toWest("--yes", "--overwrite").code()).isZero();
        assertThat(world.traffic()).isEqualTo(world.trafficAt(WEST));
    }

    @Test
    void withoutAFenceAPersonHasToLook() {
        world = new ProviderWorld(folder, "");
        world.zone.seed(world.trafficAt(EAST).stream().toList());

        Run run = toWest("--yes");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("_signalbox.orders.example.com does not exist");
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void aSwitchThatIsAcceptedAndNotReachedHasItsOwnExitCode() {
        given(settled(17, EAST));
        world.stopWest();

        Run run = toWest("--yes", "--timeout", "3s");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("has accepted it, and it is not proven yet");
        assertThat(world.traffic()).isEqualTo(world.trafficAt(WEST));
    }

    @Test
    void anUnknownServiceOrSiteIsNamedWithTheKnownOnes() {
        given(settled(17, EAST));

        assertThat(to("north", "--yes").err()).contains("SITE: expected one of [us-east-1, us-west-2], got \"north\"");
        Run run =
                Run.of(world.environment(), "switch", "billing", "us-west-2", "--direct", "-f", world.file(), "--yes");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("SERVICE: expected a service of").contains("got \"billing\"");
    }
}
