/** Verdicts, directives and outcomes to moves: one state machine per service, one governor over all. Pure. */
@NullMarked
package io.signalbox.decision.core.execution;

import org.jspecify.annotations.NullMarked;
