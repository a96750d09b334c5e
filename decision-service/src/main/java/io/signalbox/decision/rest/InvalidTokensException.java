package io.signalbox.decision.rest;

import java.util.List;

/** A token file that cannot be used, with all that is wrong in it: file, line, what was found, what is allowed. */
final class InvalidTokensException extends Exception {

    private static final long serialVersionUID = 1;

    InvalidTokensException(String file, List<String> problems) {
        super(file + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems") + "\n  "
                + String.join("\n  ", problems));
    }
}
