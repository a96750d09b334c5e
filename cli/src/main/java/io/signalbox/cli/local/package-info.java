/** Commands that read a topology file, and the commands of the services that need none of them running. */
@NullMarked
package io.signalbox.cli.local;

import org.jspecify.annotations.NullMarked;
