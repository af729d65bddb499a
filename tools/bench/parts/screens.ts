/** The query of each screen of the admin app, on the tasks of the sample world. */
export const screens: readonly {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}[] = [
  {
    name: 'overview',
    query: `{
      taskCounts { taskCount percent byStatus { status count } byLight { light count } }
      dueTasks(first: 20) { id code title dueOn daysLeft status light leadUnit { id name } }
      waitingEdges(first: 100) { count oldestSince waitingUnit { id name } actingUnit { id name } }
    }`,
  },
  {
    name: 'task list',
    query: `query ($filter: TaskFilter) {
      tasks(filter: $filter, first: 100) {
        totalCount edges { node { id code title status light dueOn percent leadUnit { id name } } }
      }
    }`,
    variables: { filter: { planId: 'p23-a' } },
  },
  {
    name: 'task search',
    query: `{ tasks(filter: { search: "bao luc gia dinh" }, first: 100) {
      totalCount edges { node { id code title status light dueOn leadUnit { id name } } }
    } }`,
  },
  {
    name: 'task',
    query: `{ task(id: "t23-a05") {
      id title status light percent leadUnit { id name } checkIns { id percent } evidence { id }
      coordinations { id state unit { id name } }
    } }`,
  },
  {
    name: 'plan',
    query: `{ plan(id: "p23-a") {
      id title sections { id mark title } progress { taskCount percent byStatus { status count } }
    } }`,
  },
  {
    name: 'coordination inbox',
    query: `{ coordinationInbox { 
      waitingForUs { id kind since task { id code title } }
      weWaitFor { id kind since task { id code title } }
    } }`,
  },
];
