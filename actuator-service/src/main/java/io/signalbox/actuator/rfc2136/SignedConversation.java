package io.signalbox.actuator.rfc2136;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.rfc2136.DnsServer.Permit;
import io.signalbox.contract.FailureCause;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.xbill.DNS.Message;

/** Signed questions and answers over one connection, each counted. */
final class SignedConversation implements AutoCloseable {

    private final Permit permit;
    private final DnsConnection connection;
    private final TsigSigner signer;
    private final MeterRegistry meters;
    private final long end;

    private SignedConversation(
            Permit permit, DnsConnection connection, TsigSigner signer, MeterRegistry meters, long end) {
        this.permit = permit;
        this.connection = connection;
        this.signer = signer;
        this.meters = meters;
        this.end = end;
    }

    /** @param begin until when it makes sense to begin @param end for all of it; both of {@link System#nanoTime} */
    static SignedConversation begin(DnsServer server, TsigSigner signer, MeterRegistry meters, long begin, long end)
            throws UpdateFailedException {
        Permit permit = server.permit(begin);
        DnsConnection connection = null;
        try {
            connection = server.connect(end);
            return new SignedConversation(permit, connection, signer, meters, end);
        } catch (UpdateFailedException e) {
            count(meters, "connect", e.cause());
            throw e;
        } finally {
            if (connection == null) {
                permit.close();
            }
        }
    }

    interface Reading<T> {
        T of(Message answer) throws UpdateFailedException;
    }

    /** @param action as metrics name it */
    <T> T ask(String action, Message request, Reading<T> reading) throws UpdateFailedException {
        return ask(action, List.of(request), reading).getFirst();
    }

    /**
     * Sends all at once; a server may answer in any order.
     *
     * @return the answers, in the order of the requests
     */
    <T> List<T> ask(String action, List<? extends Message> requests, Reading<T> reading) throws UpdateFailedException {
        try {
            List<Message> answers = exchange(requests);
            var read = new ArrayList<T>();
            for (Message answer : answers) {
                read.add(reading.of(answer));
            }
            count(meters, action, "ok");
            return read;
        } catch (UpdateFailedException e) {
            count(meters, action, e.cause());
            throw e;
        }
    }

    private List<Message> exchange(List<? extends Message> requests) throws UpdateFailedException {
        Map<Integer, Message> open = new LinkedHashMap<>();
        int id = ThreadLocalRandom.current().nextInt();
        for (Message request : requests) {
            request.getHeader().setID(id++ & 0xffff);
            signer.sign(request);
            open.put(request.getHeader().getID(), request);
        }
        Map<Message, Message> answers = new HashMap<>();
        try {
            connection.send(open.values().stream().map(Message::toWire).toList());
            while (!open.isEmpty()) {
                byte[] bytes = connection.receive(end);
                Message request = open.remove(id(bytes));
                if (request == null) {
                    throw UpdateFailedException.unclear(FailureCause.UNREADABLE, "an answer to something else");
                }
                answers.put(request, signer.verified(bytes, request));
            }
        } catch (SocketTimeoutException e) {
            throw UpdateFailedException.unclear(FailureCause.TIMEOUT, "the primary did not answer in time");
        } catch (IOException e) {
            throw UpdateFailedException.unclear(
                    FailureCause.CONNECTION, "the connection to the primary broke: " + e.getMessage());
        }
        return requests.stream().map(answers::get).toList();
    }

    private static int id(byte[] message) {
        return message.length < 2 ? -1 : (message[0] & 0xff) << 8 | message[1] & 0xff;
    }

    private static void count(MeterRegistry meters, String action, String result) {
        meters.counter("signalbox.rfc2136.requests", "action", action, "result", result)
                .increment();
    }

    @Override
    public void close() {
        connection.close();
        permit.close();
    }
}
