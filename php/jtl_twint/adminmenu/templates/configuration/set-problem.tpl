{* Why the set was not saved, below the field that is not right. Wants $field and the field's $id; the field names "$id-problem". *}
{if $wrong === $field}<div class="text-danger" id="{$id}-problem" data-problem="{$field}">{$setProblem->text} {include file='../explained.tpl' explained=$setExplained}</div>{/if}
