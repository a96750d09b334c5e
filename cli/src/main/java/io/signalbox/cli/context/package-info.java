/** The cells that a person works with: their addresses, tokens and authorities. */
@NullMarked
package io.signalbox.cli.context;

import org.jspecify.annotations.NullMarked;
