// A long reading gives way now and then: promises alone are all settled before any timer, signal or socket is heard.

// in milliseconds
const longest = 10

/** A turn of the event loop. By a message, which browsers have too and delay less than a timer. */
function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      // an open port would keep the process alive
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(undefined)
  })
}

/** To be called between the batches of a reading: returns what to wait for where others have waited long enough. */
export function givingWay(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < longest) return undefined
    return turnOfTheLoop().then(() => {
      since = performance.now()
    })
  }
}
