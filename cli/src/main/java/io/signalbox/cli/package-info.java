/** The command line: the root command, and the factory that gives each command its console. */
@NullMarked
package io.signalbox.cli;

import org.jspecify.annotations.NullMarked;
