package io.signalbox.contract;

import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.signalbox.contract.action.ActionKinds;
import io.signalbox.contract.action.Need;
import java.util.List;

/**
 * A step of a plan that changes something other than the DNS name, or notifies somebody. It is executed only while the
 * fence is one that the command's plan has written; a notification is executed whatever the fence is. {@link ActionKinds}
 * lists the kinds.
 */
public non-sealed interface Action extends StepArguments {

    /** How what it changes is put back when a plan is undone, or by a restore step. */
    default Return wayBack() {
        return ActionKinds.of(this).wayBack();
    }

    /** Whether nothing can put back what it changes. */
    default boolean oneWay() {
        return wayBack() == Return.NONE;
    }

    /** Whether it promotes a copy of the data while other copies go on following the former writer. */
    default boolean leavesReplicas() {
        return false;
    }

    /** Whether it makes a site able to take traffic. */
    default boolean preparesSite() {
        return ActionKinds.of(this).purpose() == Purpose.PREPARE_SITE;
    }

    /** The AWS APIs that it calls; empty if it calls none. */
    List<Need> needs();

    /** Every kind of arguments, by its name in JSON. */
    static NamedType[] types() {
        return ActionKinds.ALL.stream()
                .map(kind -> new NamedType(kind.type(), kind.name()))
                .toArray(NamedType[]::new);
    }

    /** What an action is for. */
    enum Purpose {
        /** Makes a site able to take traffic: a standby that is kept warm needs it before it gets any. */
        PREPARE_SITE,
        OTHER
    }

    /** How an action is put back. */
    enum Return {
        /** The previous values are remembered, and set again. */
        REMEMBERED,
        /** It has only notified somebody. */
        NOTHING_TO_DO,
        /** It cannot be put back. */
        NONE
    }
}
