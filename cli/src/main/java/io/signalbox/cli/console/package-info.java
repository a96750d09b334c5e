/** Prints tables, JSON and colours, and text that cannot control a terminal. */
@NullMarked
package io.signalbox.cli.console;

import org.jspecify.annotations.NullMarked;
