/** The sandbox as a whole: every server, broker and service process, started together. */
@NullMarked
package io.signalbox.sandbox.world;

import org.jspecify.annotations.NullMarked;
