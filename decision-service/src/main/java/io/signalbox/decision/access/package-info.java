/** Callers: their tokens, their identity, and failed logins. */
@NullMarked
package io.signalbox.decision.access;

import org.jspecify.annotations.NullMarked;
