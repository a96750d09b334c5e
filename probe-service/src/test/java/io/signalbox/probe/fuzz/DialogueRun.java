package io.signalbox.probe.fuzz;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.sites.RecordedAttempt;
import io.signalbox.probe.wire.ProbeDialogue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** One attempt whose server says an input: the first byte selects a check and how the rest is cut into pieces. */
public final class DialogueRun {

    private static final int[] PIECES = {65_536, 1, 2, 7, 64, 1_000, 4_096, 16_384};
    private static final int CHECKS = 8;

    private final List<? extends ProbeDialogue.Protocol> protocols;
    private final Fitting fitting;

    /** Puts what depends on the client's messages into what the server says next. */
    @FunctionalInterface
    public interface Fitting {

        /** @param said the whole, of which some may be said already @return the same, or a changed copy of that length */
        byte[] fit(RecordedAttempt attempt, byte[] said, boolean begun);
    }

    public DialogueRun(List<? extends ProbeDialogue.Protocol> protocols) {
        this(protocols, (_, said, _) -> said);
    }

    public DialogueRun(List<? extends ProbeDialogue.Protocol> protocols, Fitting fitting) {
        this.protocols = protocols;
        this.fitting = fitting;
    }

    /** An input. @param check its number @param said by the server */
    public static byte[] input(int check, byte[] said) {
        var all = new ByteArrayOutputStream();
        all.write(check);
        all.writeBytes(said);
        return all.toByteArray();
    }

    /** The same, with one byte for each character. */
    public static byte[] input(int check, String said) {
        return input(check, said.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @throws IllegalStateException if the attempt does not end, or not as declared */
    public void run(byte[] input) {
        int first = input.length == 0 ? 0 : input[0] & 0xFF;
        int piece = PIECES[first / CHECKS % PIECES.length];
        var attempt = new RecordedAttempt();
        var dialogue = protocols.get(first % CHECKS % protocols.size()).begin();
        dialogue.opened(attempt);
        byte[] said = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        if (attempt.codec() == null) {
            feed(attempt, dialogue, said, piece);
        } else {
            feedCodec(attempt, said, piece);
        }
        if (!attempt.over()) {
            dialogue.closed(attempt);
            attempt.work();
        }
        var failure = attempt.failure();
        if (!attempt.over() || failure != null && failure.cause() == Cause.OTHER) {
            throw new IllegalStateException("the attempt has ended with " + failure);
        }
    }

    private void feed(RecordedAttempt attempt, ProbeDialogue dialogue, byte[] said, int piece) {
        byte[] all = said;
        for (int at = 0; at < all.length && !attempt.over(); at += piece) {
            all = fitting.fit(attempt, all, at > 0);
            dialogue.received(attempt, Unpooled.copiedBuffer(all, at, Math.min(piece, all.length - at)));
            attempt.work();
            if (attempt.hasStartedTls() && !attempt.over()) {
                dialogue.secured(attempt);
            }
        }
    }

    private static void feedCodec(RecordedAttempt attempt, byte[] said, int piece) {
        var channel = new EmbeddedChannel(attempt.codec());
        try {
            for (int at = 0; at < said.length && !attempt.over() && channel.isOpen(); at += piece) {
                channel.writeInbound(Unpooled.copiedBuffer(said, at, Math.min(piece, said.length - at)));
                attempt.work();
                channel.releaseOutbound();
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
