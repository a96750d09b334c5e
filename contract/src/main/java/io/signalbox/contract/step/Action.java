package io.signalbox.contract.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan that changes something other than the DNS name, or notifies somebody. It is executed only while the
 * fence is one that the command's plan has written; a notification is executed with any fence. Its change cannot be
 * undone, unless it is an {@link Adjustment} or a {@link Notification}.
 */
public non-sealed interface Action extends StepArguments {

    /** Notifies somebody and changes nothing, so there is nothing to undo. */
    interface Notification extends Action {
        @Override
        default Return wayBack() {
            return Return.NOTHING_TO_DO;
        }
    }

    /** Sets values whose previous ones are remembered, and can be set again. */
    interface Adjustment extends Action {
        @Override
        default Return wayBack() {
            return Return.REMEMBERED;
        }
    }

    /** Makes a site able to take traffic: a standby that is kept warm needs it before it gets any. */
    interface Preparation extends Action {
        @Override
        default boolean preparesSite() {
            return true;
        }
    }

    /** Sets a capacity: at least the given one, since there may be a reason for more. */
    interface Capacity extends Adjustment, Preparation {

        /** True for the given capacity and no more; null means false. */
        @Nullable
        Boolean exactly();

        /** True if the capacity may also shrink. */
        default boolean mayShrink() {
            return Boolean.TRUE.equals(exactly());
        }
    }

    /** The way back when a plan is undone, or by a restore step. */
    default Return wayBack() {
        return Return.NONE;
    }

    /** True if it cannot be undone. */
    default boolean oneWay() {
        return wayBack() == Return.NONE;
    }

    /** True if it promotes a copy of the data while other copies go on following the former writer. */
    default boolean leavesReplicas() {
        return false;
    }

    default boolean preparesSite() {
        return false;
    }

    /** For messages and logs: without the values that may be secrets. */
    default String shown() {
        return toString();
    }

    /** The AWS APIs that it calls; empty if it calls none. */
    List<Need> needs();

    /** The way back of an action. */
    enum Return {
        /** The previous values are remembered, and set again. */
        REMEMBERED,
        /** It has only notified somebody. */
        NOTHING_TO_DO,
        /** It cannot be undone. */
        NONE
    }
}
