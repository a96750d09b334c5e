/**
 * What an event changes: the event, what is known of its service, and the builder of the next state with its
 * commands and journal entries.
 */
@NullMarked
package io.signalbox.decision.core.transition;

import org.jspecify.annotations.NullMarked;
