/** The command line: checks a topology without starting the service. */
@NullMarked
package io.signalbox.decision.check;

import org.jspecify.annotations.NullMarked;
