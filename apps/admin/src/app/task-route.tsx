export function TaskRoute() {
  return <h1>Nhiệm vụ</h1>;
}
