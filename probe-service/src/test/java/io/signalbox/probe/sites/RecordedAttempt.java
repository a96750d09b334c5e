package io.signalbox.probe.sites;

import io.netty.channel.ChannelHandler;
import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.certificates.CertificateExpiry;
import io.signalbox.probe.check.Failure;
import io.signalbox.probe.wire.AttemptListener;
import io.signalbox.probe.wire.MalformedMessageException;
import io.signalbox.probe.wire.ProbeAttempt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt without a connection: keeps what its dialogue does. */
public final class RecordedAttempt implements ProbeAttempt {

    private final List<byte[]> sent = new ArrayList<>();
    private final List<Runnable> offLoop = new ArrayList<>();
    private @Nullable ChannelHandler codec;
    private @Nullable Failure failure;
    private boolean passed;
    private boolean securing;

    public List<byte[]> sent() {
        return sent;
    }

    /** The codec that the dialogue has added. */
    public @Nullable ChannelHandler codec() {
        return codec;
    }

    /** Null until it has failed. */
    public @Nullable Failure failure() {
        return failure;
    }

    public boolean hasPassed() {
        return passed;
    }

    /** True if work waits for another thread. */
    public boolean hasWork() {
        return !offLoop.isEmpty();
    }

    /** Does all work that waits, and what follows from it. */
    public void work() {
        var waiting = List.copyOf(offLoop);
        offLoop.clear();
        waiting.forEach(Runnable::run);
    }

    @Override
    public void send(byte[] bytes) {
        sent.add(bytes);
    }

    @Override
    public void addCodec(ChannelHandler added) {
        codec = added;
    }

    /** True once after the dialogue has started TLS; whoever asks then calls its secured(). */
    public boolean hasStartedTls() {
        boolean started = securing;
        securing = false;
        return started;
    }

    @Override
    public void secure() {
        securing = true;
    }

    @Override
    public @Nullable String applicationProtocol() {
        return null;
    }

    @Override
    public @Nullable CertificateExpiry expiry() {
        return null;
    }

    @Override
    public void answering() {
        // Only the real one measures.
    }

    @Override
    public void offLoop(Work work) {
        offLoop.add(() -> {
            try {
                Runnable then = work.run();
                if (!over()) {
                    then.run();
                }
            } catch (MalformedMessageException e) {
                failed(Cause.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void passed() {
        passed |= failure == null;
    }

    @Override
    public void failed(Cause cause, String detail) {
        if (!over()) {
            failure = new Failure(cause, detail);
        }
    }

    @Override
    public boolean over() {
        return passed || failure != null;
    }

    @Override
    public AttemptListener listener() {
        return AttemptListener.NONE;
    }
}
