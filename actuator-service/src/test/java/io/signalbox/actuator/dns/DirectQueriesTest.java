package io.signalbox.actuator.dns;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.EAST_ADDRESS;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.fence;
import static io.signalbox.actuator.Orders.record;
import static io.signalbox.actuator.Orders.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.actuator.World;
import io.signalbox.actuator.core.AuthoritativeServers.Answered;
import io.signalbox.actuator.core.AuthoritativeServers.NotAnswered;
import io.signalbox.actuator.core.AuthoritativeServers.Question;
import io.signalbox.actuator.core.AuthoritativeServers.Reply;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

class DirectQueriesTest {

    private static final Question FENCE = new Question(Fence.recordName(HOSTNAME), RecordType.TXT);
    private static final Question ADDRESS = new Question(HOSTNAME, RecordType.A);

    @Test
    void answersAllQuestionsOfAServer() {
        try (var world = new World()) {
            var fence = fence(3, EAST, "p3");
            world.seed(records(EAST), record(fence));

            var replies = world.servers().ask(ZONE, List.of(FENCE, ADDRESS));

            assertThat(replies).singleElement().satisfies(server -> assertThat(server.replies())
                    .containsEntry(FENCE, new Answered(List.of(fence.text())))
                    .containsEntry(ADDRESS, new Answered(List.of(EAST_ADDRESS))));
        }
    }

    @Test
    void anAuthoritativeNoIsAnAnswer() {
        try (var world = new World()) {
            var replies = world.servers().ask(ZONE, List.of(FENCE));

            assertThat(replies.getFirst().replies()).containsEntry(FENCE, new Answered(List.of()));
        }
    }

    @Test
    void anAnswerWithoutAuthorityIsNone() throws Exception {
        try (var world = new World()) {
            Question elsewhere = new Question("orders.example.org", RecordType.TXT);

            var replies = world.servers().ask("example.org", List.of(elsewhere));

            assertThat(replies.getFirst().replies().get(elsewhere)).isInstanceOf(NotAnswered.class);
        }
    }

    @Test
    void asksOverTcpWhereUdpBringsNothing() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var tcp = new ServerSocket(0, 1, loopback);
                var silent = new DatagramSocket(tcp.getLocalPort(), loopback);
                var queries = new DirectQueries(
                        NameServers.fixed(List.of(new InetSocketAddress(loopback, silent.getLocalPort()))))) {
            Thread.startVirtualThread(() -> answerOnce(tcp));

            Reply reply =
                    queries.ask(ZONE, List.of(ADDRESS)).getFirst().replies().get(ADDRESS);

            assertThat(reply).isEqualTo(new Answered(List.of("192.0.2.7")));
        }
    }

    private static void answerOnce(ServerSocket tcp) {
        try (var connection = tcp.accept()) {
            var in = new DataInputStream(connection.getInputStream());
            var query = new Message(in.readNBytes(in.readUnsignedShort()));
            var answer = new Message(query.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setFlag(Flags.AA);
            answer.addRecord(query.getQuestion(), Section.QUESTION);
            answer.addRecord(
                    new ARecord(query.getQuestion().getName(), DClass.IN, 1, InetAddress.ofLiteral("192.0.2.7")),
                    Section.ANSWER);
            byte[] wire = answer.toWire();
            var out = new DataOutputStream(connection.getOutputStream());
            out.writeShort(wire.length);
            out.write(wire);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDeadServerIsReportedBesideALivingOne() throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var world = new World();
                var silent = new DatagramSocket(0, loopback)) {
            world.seed(records(EAST));
            var dead = new InetSocketAddress(loopback, silent.getLocalPort());
            try (var queries = new DirectQueries(NameServers.fixed(List.of(world.nameServer.address(), dead)))) {

                var replies = queries.ask(ZONE, List.of(ADDRESS));

                assertThat(replies).hasSize(2);
                assertThat(replies)
                        .filteredOn(server -> server.replies().get(ADDRESS) instanceof NotAnswered)
                        .singleElement()
                        .satisfies(server -> assertThat(server.server()).endsWith(":" + dead.getPort()));
            }
        }
    }
}
