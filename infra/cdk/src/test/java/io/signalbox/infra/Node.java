package io.signalbox.infra;

import java.io.IOException;

/** The program in which the CDK runs. */
final class Node {

    private Node() {}

    /** False where Node is not installed: what needs it is skipped there. */
    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
