// A moment of a test, awaited by whoever is to go on behind it.
export function moment(): { readonly came: Promise<void>; come(): void } {
  let come = () => {}
  const came = new Promise<void>((resolve) => {
    come = resolve
  })
  return { came, come: () => come() }
}
