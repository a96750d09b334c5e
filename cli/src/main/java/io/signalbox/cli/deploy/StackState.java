package io.signalbox.cli.deploy;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stack as AWS CloudFormation describes it.
 *
 * @param status such as {@code CREATE_COMPLETE}
 * @param reason why it has this status; null if nothing is said
 */
record StackState(String status, @Nullable String reason, Map<String, String> outputs) {

    /** Something is being changed. */
    boolean isUnderWay() {
        return status.endsWith("_IN_PROGRESS");
    }

    /** The last change succeeded. */
    boolean isInOrder() {
        return status.equals("CREATE_COMPLETE") || status.equals("UPDATE_COMPLETE") || status.equals("IMPORT_COMPLETE");
    }

    /** Its creation failed: it can only be deleted. */
    boolean isOnlyToBeDeleted() {
        return status.equals("ROLLBACK_COMPLETE")
                || status.equals("ROLLBACK_FAILED")
                || status.equals("CREATE_FAILED")
                || status.equals("DELETE_FAILED");
    }
}
