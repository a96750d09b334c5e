/** Parts of the sandbox as processes of their own, for containers. */
@NullMarked
package io.signalbox.sandbox.container;

import org.jspecify.annotations.NullMarked;
