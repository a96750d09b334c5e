package io.signalbox.contract.access;

import java.util.List;

/** A token file with problems; the message has all of them: file, line, what was found, what is allowed. */
public final class InvalidTokensException extends Exception {

    private static final long serialVersionUID = 1;

    InvalidTokensException(String file, List<String> problems) {
        super(file + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems") + "\n  "
                + String.join("\n  ", problems));
    }
}
