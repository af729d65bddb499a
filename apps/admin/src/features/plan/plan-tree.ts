export interface TreeNode<Section, Task> {
  /** Null gathers the tasks that stand under no section of the plan. */
  readonly section: Section | null;
  readonly depth: number;
  readonly tasks: readonly Task[];
  readonly children: readonly TreeNode<Section, Task>[];
}

interface SectionLike {
  readonly id: string;
  readonly parentId: string | null;
}

interface TaskLike {
  readonly sectionId: string | null;
}

/** Sections below each other in the order of the document, each with its own tasks. */
export function planTree<Section extends SectionLike, Task extends TaskLike>(
  sections: readonly Section[],
  tasks: readonly Task[],
): TreeNode<Section, Task>[] {
  const known = new Set(sections.map((section) => section.id));
  const below = (parentId: string | null, depth: number): TreeNode<Section, Task>[] =>
    sections
      .filter((section) => (known.has(section.parentId ?? '') ? section.parentId : null) === parentId)
      .map((section) => ({
        section,
        depth,
        tasks: tasks.filter((task) => task.sectionId === section.id),
        children: below(section.id, depth + 1),
      }));
  const outside = tasks.filter((task) => task.sectionId === null || !known.has(task.sectionId));
  const roots = below(null, 0);
  return outside.length === 0 ? roots : [...roots, { section: null, depth: 0, tasks: outside, children: [] }];
}
