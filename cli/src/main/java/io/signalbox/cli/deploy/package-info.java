/** Deploys the stacks that a folder lists, takes them away again, and flips their failure switches. */
@NullMarked
package io.signalbox.cli.deploy;

import org.jspecify.annotations.NullMarked;
