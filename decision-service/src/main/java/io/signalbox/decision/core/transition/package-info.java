/**
 * Transitions: the event, the context of its service, and the builder of the next state, commands and journal entries.
 */
@NullMarked
package io.signalbox.decision.core.transition;

import org.jspecify.annotations.NullMarked;
