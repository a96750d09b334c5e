package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.AuthoritativeServers;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The proof: what each of several name servers answers once the provider has nothing more to say. */
class PropagationCheckTest {

    private static final Fence OLD = fence(16, EAST, "p16");
    private static final Fence NEW = fence(17, WEST, "p17");

    private final Map<String, Map<RecordType, Reply>> servers = new TreeMap<>();

    private AttemptResult look() {
        AuthoritativeServers asked = (_, questions) -> servers.entrySet().stream()
                .map(server -> new AuthoritativeServers.Replies(
                        server.getKey(),
                        questions.stream()
                                .collect(Collectors.toMap(
                                        question -> question, question -> reply(server.getValue(), question)))))
                .toList();
        var settling = new PropagationCheck(
                (_, _) -> {
                    throw new AssertionError("the provider is not to be asked");
                },
                asked,
                new NameReachability(asked, (_, _, _, _) -> {
                    throw new AssertionError("the name is not to be tried");
                }),
                InstantSource.system());
        var command = again(move(OLD, NEW), PropagationCheck.NOTHING_TO_ASK);
        return settling.look(command, (StepArguments.DnsSwitch) command.arguments(), PropagationCheck.NOTHING_TO_ASK);
    }

    private static Reply reply(Map<RecordType, Reply> replies, Question question) {
        return replies.get(question.type());
    }

    private void server(String name, Fence fence, String address) {
        servers.put(
                name,
                Map.of(
                        RecordType.TXT, new Answered(List.of(fence.text())),
                        RecordType.A, new Answered(List.of(address))));
    }

    @Test
    void isDoneWhenEveryServerAnswersAsWanted() {
        server("ns-1", NEW, WEST_ADDRESS);
        server("ns-2", NEW, WEST_ADDRESS);

        assertThat(look().result()).isInstanceOf(Done.class);
    }

    @Test
    void waitsForTheLastServer() {
        server("ns-1", NEW, WEST_ADDRESS);
        server("ns-2", OLD, "127.0.10.1");

        assertThat(look().result()).isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                .contains("ns-2"));
    }

    @Test
    void waitsWhileTheTrafficIsAnsweredOtherwise() {
        server("ns-1", NEW, "203.0.113.9");

        assertThat(look().result()).isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                .contains("203.0.113.9"));
    }

    @Test
    void waitsForAServerThatDoesNotAnswer() {
        server("ns-1", NEW, WEST_ADDRESS);
        var silent = new NotAnswered("timed out");
        servers.put("ns-2", Map.of(RecordType.TXT, silent, RecordType.A, silent));

        assertThat(look().result()).isInstanceOfSatisfying(InProgress.class, waiting -> assertThat(waiting.detail())
                .contains("ns-2")
                .contains("timed out"));
    }

    @Test
    void waitsWhileTheServersAreNotKnown() {
        assertThat(look().result()).isInstanceOf(InProgress.class);
    }

    @Test
    void isSupersededOnlyWhenAllServersSaySo() {
        var newer = fence(18, EAST, "p18");
        server("ns-1", newer, "127.0.10.1");
        server("ns-2", NEW, WEST_ADDRESS);
        assertThat(look().result()).isInstanceOf(InProgress.class);

        server("ns-2", newer, "127.0.10.1");
        assertThat(look().result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
    }
}
