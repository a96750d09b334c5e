/** Commands that read from decision-service and change nothing. */
@NullMarked
package io.signalbox.cli.read;

import org.jspecify.annotations.NullMarked;
