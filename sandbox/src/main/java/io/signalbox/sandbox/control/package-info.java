/** Commands for people: break and repair the world with curl. */
@NullMarked
package io.signalbox.sandbox.control;

import org.jspecify.annotations.NullMarked;
