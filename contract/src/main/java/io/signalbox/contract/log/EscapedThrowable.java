package io.signalbox.contract.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows another throwable, with its causes, in a stack trace whose messages are escaped. */
final class EscapedThrowable extends Throwable {

    private static final long serialVersionUID = 1L;

    private final String shown;

    private EscapedThrowable(Throwable original, @Nullable Throwable cause) {
        super(original.getMessage(), cause, false, true);
        shown = LineEscapes.escaped(original.toString());
        setStackTrace(original.getStackTrace());
    }

    /** The same throwable if none of its messages has to be escaped. */
    static Throwable of(Throwable original) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        boolean safe = true;
        for (Throwable one = original; one != null && known.add(one); one = one.getCause()) {
            safe &= !LineEscapes.isUnsafe(one.toString());
        }
        known.clear();
        return safe ? original : copy(original, known);
    }

    private static Throwable copy(Throwable original, Set<Throwable> known) {
        Throwable cause = original.getCause();
        return new EscapedThrowable(
                original, cause != null && known.add(original) && !known.contains(cause) ? copy(cause, known) : null);
    }

    @Override
    public String toString() {
        return shown;
    }
}
