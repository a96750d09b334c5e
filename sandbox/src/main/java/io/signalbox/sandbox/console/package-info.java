/** Text output of the programs that people start. */
@NullMarked
package io.signalbox.sandbox.console;

import org.jspecify.annotations.NullMarked;
