/** The command line: what a topology would do, without starting anything. */
@NullMarked
package io.signalbox.decision.check;

import org.jspecify.annotations.NullMarked;
